"""The rules of the house, as tests, so that nobody needs to be told off in review."""
