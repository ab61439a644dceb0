"""Between two interviews: drills, progress, the page for the day, cards."""
