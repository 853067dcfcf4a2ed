"""One text in, what it says out: rules in tables, a file for each kind of thing. No web, no database."""
