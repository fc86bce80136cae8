"""People: organisations, units, sites, roles, persons and the positions that tie them together.

A person has one login (identity) and may be a person in several organisations.
Positions are dated, so that "who leads whom" ends when it ends.
"""
