"""What the team knows of registered people: table, tags, notes."""
