"""What a person sees of people: imports, roles, persons, accounts, the journal."""
