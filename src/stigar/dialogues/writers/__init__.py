"""What this room writes for others to read: calendars."""
