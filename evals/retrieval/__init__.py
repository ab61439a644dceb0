"""How well each way of searching finds talking points, by queries whose answers are known."""
