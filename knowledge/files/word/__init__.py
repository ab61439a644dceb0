"""Word files (.docx) to what they hold."""
