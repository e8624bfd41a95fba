"""Checks of what the texts say and must not say: Q-* and P-*, but for numbers of the tables."""
