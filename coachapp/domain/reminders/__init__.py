"""What is written before and after a meeting: the steps of each offer, their words, and when each is owed."""
