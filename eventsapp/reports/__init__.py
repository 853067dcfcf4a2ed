"""The report on one event: who registered, who came, when, from where, what they said."""
