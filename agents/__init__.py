"""Agents: each a function from domain values to a domain value."""
