"""The board: jobs that a client goes for, their stages, the versions sent, people and leads."""
