"""What the sample guides say in other words, written by hand: a file a guide."""
