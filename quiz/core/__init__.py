"""What is known and what may happen: pure data and pure functions."""
