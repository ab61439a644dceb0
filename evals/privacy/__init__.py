"""How much of made-up personal data is masked, and how much of what is none."""
