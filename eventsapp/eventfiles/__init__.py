"""Events from the files of other calendars: read, looked at, made into drafts, taken back."""
