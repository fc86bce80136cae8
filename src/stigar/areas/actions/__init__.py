"""What we can do with the work, the wishes and the areas: one verb, one rule, one transaction, one line in the journal."""
