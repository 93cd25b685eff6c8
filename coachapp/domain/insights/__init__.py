"""Numbers across rooms, each with its n, and none where it is too early to tell."""
