"""Files for the press: taken in, held, handed out."""
