"""Groups in figures: what each person adds to them, what may be shown, and what is read of it. No person stands in any of it."""
