"""Pages of HTML to what they hold."""
