"""Seeing what the program does: counters, spans, a log. Nothing in here ever holds what somebody said."""
