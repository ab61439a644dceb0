"""A real interview, out of its transcript: read, matched to the guides, judged, and kept as a session."""
