"""A job posting: what it asks for, each with its line, and what the guides have to show for it."""
