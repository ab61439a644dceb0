"""A coding task: what the guide states, what was written, what it does, and what can be said of it."""
