"""A front for assistants that speak MCP: they hold the interview, with our agenda and our judgement."""
