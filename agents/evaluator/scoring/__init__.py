"""From what was measured to a score, with the fitted figures."""
