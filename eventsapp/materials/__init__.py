"""Materials for the press: files with versions and embargo, kits, the press room."""
