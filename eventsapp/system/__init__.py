"""What the administrator of the installation sees: how it is, and which organisations it serves."""
