"""What a person may type about the work, the wishes and the areas."""
