"""What is taken along from here: tables, papers and data."""
