"""Who asks: tokens, what they are for, and who manages them."""
