"""Answers of one hand with what is fair: one figure wrong, empty talk, free retelling."""
