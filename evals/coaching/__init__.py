"""What the coach makes of answers that were labelled by hand, and whether it leaves true ones alone."""
