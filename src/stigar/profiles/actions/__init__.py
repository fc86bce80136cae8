"""What we can do in a profile project: one file a subject."""
