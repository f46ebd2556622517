"""The kinds of charts: each module plans its panels, lays out the page and fills it."""
