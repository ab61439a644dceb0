"""Reviews and designs judged by hand, and how near what judges them comes to that."""
