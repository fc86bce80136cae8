"""What the two take along from a dialogue."""
