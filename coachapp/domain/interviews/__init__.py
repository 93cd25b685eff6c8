"""Real interviews with their debriefs, and answers that the client practises."""
