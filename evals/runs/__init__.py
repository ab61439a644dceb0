"""Scripted eval runs: scenarios, how they are played, and what comes of them."""
