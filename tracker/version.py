"""The version of the tracker, said once."""

__version__ = "0.5.0"
