"""The interviewer: plans the agenda and asks the questions."""
