"""Pages for visitors and for whoever is not signed in."""
