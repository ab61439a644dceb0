"""Files of any kind to clean Markdown text."""
