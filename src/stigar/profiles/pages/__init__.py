"""What a person sees of profile projects and profiles."""
