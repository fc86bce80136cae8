"""Stigar: paths between people stay open while someone walks them.

A self-hosted system in which an organisation sees its competence whole. The folders
here are the rooms of one house; ``docs/house.md`` says what each is for.
"""

__version__ = "0.1.0"
