"""What client and coach want to talk about the next time they meet."""
