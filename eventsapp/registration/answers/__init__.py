"""Answers to invitations, and what follows from them."""
