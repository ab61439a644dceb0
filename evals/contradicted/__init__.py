"""Statements that are denied, turned round or given a wrong figure, beside fair ones that look alike."""
