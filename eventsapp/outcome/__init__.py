"""What was said and decided: quotes, key figures, linked documents, decisions, coverage."""
