"""One sentence: its expressions of time in their places, and the words that decide."""
