"""Text: words of three languages made comparable, with nothing but what the organisation has imported."""
