"""What can be wrong with input: each error says what to change."""


class TrackerError(Exception):
    """Any error that the user can mend; its text is one line that says how."""


class UnreadableInput(TrackerError):
    """A file, line or page that cannot become an article; it is named, counted and skipped."""


class BadVocabulary(TrackerError):
    """A vocabulary entry that cannot be used; names the file and the term."""


class BadDatabase(TrackerError):
    """A database file that cannot be opened or written."""


class BadArchive(TrackerError):
    """A file of the archive that cannot be written, is missing, or is not what it was."""


class BadReview(TrackerError):
    """A verdict that cannot be stored: on no claim, without a reason, with a value that is none."""


class BadQuery(TrackerError):
    """A query that is unknown, not read-only, or lacks a parameter."""


class BadChart(TrackerError):
    """A chart that is unknown, or whose definition cannot be drawn."""


class BadWatchlist(TrackerError):
    """A list of feeds and pages that cannot be read; names the file and the key."""
