"""Messages of an event: reminder rules, change notices, and the plan that shows them."""
