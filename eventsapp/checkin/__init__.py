"""The door: entry codes read, people let in, with and without a network."""
