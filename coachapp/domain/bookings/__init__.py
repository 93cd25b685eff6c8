"""Event types on offer, the hours they are offered in, and the meetings that guests and clients take."""
