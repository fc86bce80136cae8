"""What is taken along from dialogues: a paper, an invitation to a calendar."""
