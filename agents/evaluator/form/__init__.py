"""How an answer was said and built."""
