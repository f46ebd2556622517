"""Sentence after sentence, as a reader goes: what is being told, and since when."""
