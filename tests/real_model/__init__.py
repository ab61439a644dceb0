"""With language models that are no fakes."""
