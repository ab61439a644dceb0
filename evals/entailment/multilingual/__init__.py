"""Training what ships of the multilingual encoder: `python -m evals.entailment.multilingual.train`."""
