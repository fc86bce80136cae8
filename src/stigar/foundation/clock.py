"""The clock at the door. Rules, queries and engines get the day by name; only doors and jobs ask here."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """This moment, with its time zone."""
    return timezone.now()


def today(time_zone: str = "") -> date:
    """The day it is, there. A test or a demo may hold the day still with ``STIGAR_TODAY``."""
    if settings.STIGAR.today:
        return settings.STIGAR.today
    return now().astimezone(ZoneInfo(time_zone or settings.TIME_ZONE)).date()
