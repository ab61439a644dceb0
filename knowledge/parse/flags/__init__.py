"""What is not to be said."""
