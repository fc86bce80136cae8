"""What the library hands out: a competence model as a workbook, a table or a CASE package, and the template to fill one in.

Plain data in, bytes out. What may not be passed on never reaches this place: ``queries.passing`` has left it out.
"""
