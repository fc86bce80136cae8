"""The pages of the work, the wishes and the areas."""
