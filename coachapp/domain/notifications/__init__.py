"""Messages owed: each is a row from the moment it is owed, and leaves once.

The room knows an address, a zone and an optional user id, all copied in. Other rooms register, for each
kind of message, the function that re-reads the facts and writes the letter, or says that it is no longer due.
"""
