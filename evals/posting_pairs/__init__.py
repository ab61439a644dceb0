"""Whether a talking point shows what a line of a posting asks for: the data, and what is trained on it."""
