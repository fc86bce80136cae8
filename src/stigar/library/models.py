"""What we remember of vocabularies."""
