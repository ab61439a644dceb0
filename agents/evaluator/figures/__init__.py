"""The figures of an answer beside those of the guides."""
