"""What leaves the room as a file: a profile and an interview guide on paper, in a workbook, and as data."""
