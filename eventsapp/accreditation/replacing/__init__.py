"""A colleague who comes instead."""
