"""What is written of levels for others to open: workbooks and tables."""
