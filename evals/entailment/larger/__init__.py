"""Training what ships of the larger encoder: `python -m evals.entailment.larger.train`."""
