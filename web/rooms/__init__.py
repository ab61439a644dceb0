"""Sessions that are being held in this process, and whoever watches them."""
