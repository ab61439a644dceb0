"""The process that a command runs in: how it starts, what it holds, how it ends."""
