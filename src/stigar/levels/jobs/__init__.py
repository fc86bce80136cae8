"""What this room does in the background: files of levels, the figures of groups."""

from stigar.levels.jobs import files, groups

__all__ = ["files", "groups"]
