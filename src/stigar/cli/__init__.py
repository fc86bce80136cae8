"""The terminal front door: the same verbs as the pages, and the engines on plain files."""
