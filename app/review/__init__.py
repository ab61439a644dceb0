"""A code review held outside a session: shown, answered, judged."""
