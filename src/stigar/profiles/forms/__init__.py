"""What a person may type in a profile project."""
