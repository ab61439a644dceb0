"""Several evaluators over the same old answers, and where they differ."""
