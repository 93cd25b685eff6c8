"""Plain functions that make what tests need, by the verbs of the house."""
