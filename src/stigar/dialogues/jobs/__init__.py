"""What this room does in the background: rounds, invitations, letters, and what has been kept long enough."""

from stigar.dialogues.jobs import keeping, meetings, rounds

__all__ = ["every_night", "keeping", "meetings", "rounds"]


def every_night() -> None:
    """Run often; each happens once."""
    rounds.look_after_rounds()
    meetings.look_after_times()
    keeping.keep_no_longer()
