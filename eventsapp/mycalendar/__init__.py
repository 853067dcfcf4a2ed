"""One reader's own calendar: what they registered and applied for, and the filters they saved."""
