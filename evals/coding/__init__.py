"""Coding answers judged by hand, and how the scores rank them."""
