"""Reads tables of levels that somebody brought."""
