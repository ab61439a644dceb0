"""A code review: the guide's bad code, what it says is wrong with it, and what was found."""
