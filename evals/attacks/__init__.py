"""Attacks on the interview: texts that try to raise a score, move a stage or draw out a secret."""
