"""The log of an organisation: who changed what, before and after, when and from where."""
