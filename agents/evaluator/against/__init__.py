"""What in an answer goes against the guides: turned round, not to be said, or in none of them."""
