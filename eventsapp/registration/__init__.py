"""Registration: categories and seats, the public form, the registrant's own page."""
