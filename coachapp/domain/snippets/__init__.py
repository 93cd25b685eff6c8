"""Phrases that coaches use again and again."""
