"""How well requests at the prompt are told from answers that have the same words."""
