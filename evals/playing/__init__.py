"""One scenario: read, set up, played through."""
