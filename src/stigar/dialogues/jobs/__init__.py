"""What happens by itself with dialogues."""

from stigar.dialogues.jobs import breaking

__all__ = ["breaking"]
