"""What can be done with people: one verb, one rule, one transaction, one line in the journal."""
