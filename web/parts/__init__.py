"""Pieces that pages are made of: typed values in, elements of the page out."""
