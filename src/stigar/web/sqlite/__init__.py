"""SQLite as Django speaks to it, and a queue for those who write."""
