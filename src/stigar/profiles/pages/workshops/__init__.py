"""Pages of workshops: planning one, the live board, and what the one who leads it decides."""
