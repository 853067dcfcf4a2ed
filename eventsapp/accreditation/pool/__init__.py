"""The pool: who reports for all, and what they share."""
