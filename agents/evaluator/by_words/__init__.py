"""An answer held against key points by the words they have in common."""
