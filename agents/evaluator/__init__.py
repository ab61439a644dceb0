"""The evaluator: holds an answer against the candidate's own talking points."""
