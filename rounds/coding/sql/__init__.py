"""A query for the tables that a task gives: run on sqlite in a process of its own, or read."""
