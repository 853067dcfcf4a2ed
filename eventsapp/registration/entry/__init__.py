"""How an event lets people in: decisions, the waiting list, places passed on."""
