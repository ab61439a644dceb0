"""The vocabulary every other package speaks: frozen values and errors."""
