"""A document's own date, and how it is known."""
