"""Webhooks: other systems of an organisation are told at once what has happened here.

What is said holds numbers and states and no personal data: a program asks the API for the rest.
"""
