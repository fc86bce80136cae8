"""What a person may type here."""
