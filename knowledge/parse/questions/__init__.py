"""What may be asked, and how it opens, groups and ends."""
