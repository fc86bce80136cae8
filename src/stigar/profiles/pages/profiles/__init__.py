"""Pages about profiles: reading one, writing it, its variants, and all of an area side by side."""
