"""The larger encoder: all-mpnet-base-v2 with our update on it, an extra (docs/adr/0024-larger.md)."""
