"""Answers of one hand with what is fair, of kinds that were judged wrong: figures, empty talk, free retelling."""
