"""What a person sees of the library: competences to read and rewrite, models, and vocabularies to look things up in."""
