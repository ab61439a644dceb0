"""Hand-judged situations: what a good interviewer would ask next, and what not."""
