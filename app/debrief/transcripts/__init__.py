"""Transcripts as tools write them, and what was said in them by whom."""
