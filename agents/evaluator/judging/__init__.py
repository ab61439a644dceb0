"""The language model that labels key points, and the proof that its labels need."""
