"""What an organisation knows of one person: shown, given out, erased; and how long it is kept."""
