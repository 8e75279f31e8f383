"""The review of claims: a queue, decisions with their reasons, and undoing them."""
