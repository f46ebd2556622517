"""Expressions of time -> days: stretches, missing years, dated events."""
