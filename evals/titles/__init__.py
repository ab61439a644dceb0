"""How sections are told by all their signs where no rule knows their title."""
