"""The pages: one module an address."""
