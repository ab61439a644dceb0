"""Made-up guides in eight languages, half of which tell one thing in two ways."""
