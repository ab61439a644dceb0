"""Whole answers that are worth nothing, beside honest ones, to questions of the sample guides."""
