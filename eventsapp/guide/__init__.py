"""The user guide: one page a subject inside the product, so that it needs no internet."""
