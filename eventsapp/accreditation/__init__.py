"""Accreditation: applications of the press, decisions about them, press cards for a period."""
