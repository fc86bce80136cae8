"""What we can ask of dialogues: one, one's own, a round's coverage."""
