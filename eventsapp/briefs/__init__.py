"""Briefs: what organisers are told by mail of their own work: the day, large mailings, trouble."""
