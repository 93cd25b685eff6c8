"""What the client will do next: action items, each with its evidence, a date and an if-then line."""
