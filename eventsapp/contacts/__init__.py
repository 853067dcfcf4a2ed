"""The address book: people and desks, their posts, phones and addresses."""
