"""Pages of what a profile feeds: files, the interview guide, and training requests."""
