"""The plan to the day of the interview: made, held against what was done, shown, handed out."""
