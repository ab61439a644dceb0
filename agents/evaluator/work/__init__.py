"""Work that is handed in: judged by what it does, how it is made, and what was asked and said of it."""
