"""The multilingual encoder: multilingual-e5-small with our update on it (docs/adr/0025-multilingual.md)."""
