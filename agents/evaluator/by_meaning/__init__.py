"""An answer held against key points by what it conveys, as the encoder reads it."""
