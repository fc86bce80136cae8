"""What a person sees of dialogues."""
