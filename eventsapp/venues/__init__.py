"""Cities, places and rooms: where events happen, in which zone, and how to get in."""
