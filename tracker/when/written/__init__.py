"""Text -> expressions of time: what is written, before it is known which days it means."""
