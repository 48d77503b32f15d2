"""Insight: what the events add up to."""
