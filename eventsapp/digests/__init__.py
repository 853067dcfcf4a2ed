"""Digests: what is new among the events that a reader follows, by mail."""
