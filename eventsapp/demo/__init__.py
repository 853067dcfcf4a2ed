"""The demonstration content: a press service's year, put in as people would have put it in."""
