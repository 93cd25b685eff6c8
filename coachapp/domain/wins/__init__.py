"""Dated good things, written by events; never removed by a later no."""
