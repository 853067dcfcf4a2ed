"""What every package stands on: time, database types, texts, tokens; no HTTP, no business words."""
