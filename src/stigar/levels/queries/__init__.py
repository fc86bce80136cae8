"""What we can ask of levels: one person's, an assessment between two, a team, the whole organisation."""
