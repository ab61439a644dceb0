"""Whether titles of guides are asked as a person would ask them."""
