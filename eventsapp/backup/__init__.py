"""Backups: the database and the stored files in one archive, taken and put back while running."""
