"""An address on the web -> the bytes that stand there: politely, and never from a private network.

Only this room knows HTTP. What it loads is heavy, so it is loaded where something is fetched.
"""

from tracker.fetch.manners import Answer, Manners

__all__ = ["Answer", "Manners"]
