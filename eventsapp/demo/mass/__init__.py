"""A press service after many years: as many events, people and applications as are asked for.

Everything follows from its number, so that two runs make the same; rows go in by the thousand.
"""
