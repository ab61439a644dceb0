"""Whether a talking point shows what a line of a posting asks for: a small encoder of our own."""
