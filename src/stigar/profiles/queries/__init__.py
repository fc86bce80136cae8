"""What we can ask about profile projects, workshops, profiles and approvals: one file a subject, asked by its name."""
