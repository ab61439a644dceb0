"""A system to design: what must be asked, what is drawn and said, and what the guide has of it."""
