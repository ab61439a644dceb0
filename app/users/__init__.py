"""Several people who use one service, or one page: their tokens, what is theirs, what they may take."""
