"""The public pages: list, month, event, organisations, search, subscribing, statements."""
