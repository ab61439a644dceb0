"""Chat models: providers, and structured output that survives real servers."""
