"""A design round held outside a session: shown, answered stage by stage, judged."""
