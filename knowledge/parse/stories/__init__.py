"""What somebody did, with the labels of a story or without."""
