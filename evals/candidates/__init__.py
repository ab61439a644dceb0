"""Simulated candidates: each builds its answers from the guide's own key points, and says which it used."""
