"""The version of the tracker, said once."""

__version__ = "0.1.0"
