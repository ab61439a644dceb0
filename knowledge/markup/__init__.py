"""Text to sections and lines, whatever people do to Markdown."""
