"""Redis: connection, checkpointer, locks, sessions and transcripts."""
