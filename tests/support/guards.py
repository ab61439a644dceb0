"""How long a test waits for what may hang."""

# No test's outcome depends on how fast the machine is: this only ends what would never end.
SECONDS = 600.0
