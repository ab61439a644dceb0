"""Replies of hostile, empty and good language models, and what of them comes before a candidate."""
