"""A session as a file: to read, to keep, to take in again."""
