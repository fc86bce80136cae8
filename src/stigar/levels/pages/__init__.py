"""What a person sees of levels."""
