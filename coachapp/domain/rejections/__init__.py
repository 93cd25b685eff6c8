"""How applications end: the quiet after a no, factors, a private page, and the letter that asks for advice."""
