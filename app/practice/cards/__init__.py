"""Cards for Anki: what stands on them, whose they are, and the file they are handed out in."""
