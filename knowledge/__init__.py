"""Guides to talking points, to an index, to grounded passages."""
