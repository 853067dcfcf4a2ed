"""The diary of days: events by city and hour, as agencies print them; posted once a week."""
