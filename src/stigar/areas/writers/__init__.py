"""What a room hands out: the whole result of the areas as a workbook, a printed report, or data for machines.

Dataclasses in, bytes out. Nothing here asks a database, and no person is named in any of it.
"""
