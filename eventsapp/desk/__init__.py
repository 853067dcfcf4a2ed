"""The organiser's desk: lists, new events, the workspace's frame, changes of state."""
