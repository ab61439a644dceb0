"""Pairs of a good and a bad answer that the evaluator must rank right."""
