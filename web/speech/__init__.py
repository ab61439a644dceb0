"""Speaking and hearing for the page, on the machine that serves it."""
