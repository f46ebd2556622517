-- Which articles reprint which: the same report with light edits, such as another outlet's name,
-- another headline, a paragraph less. Found by MinHash over what the articles count; the bands are
-- kept here, so that nothing has to be read before the first article of an ingest.

-- One row for each article with enough words about its figures. "origin" is the first published of
-- all that print the report, the article itself where nobody else does; "digest" its MinHash.
CREATE TABLE reprints (
    article INTEGER PRIMARY KEY REFERENCES articles (rowid) ON DELETE CASCADE,
    digest BLOB NOT NULL,
    origin INTEGER NOT NULL
) STRICT;

CREATE INDEX reprints_origin ON reprints (origin);

-- Articles with a band in common may reprint one another; whether they do is then read.
CREATE TABLE reprint_bands (
    band INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (band, article)
) STRICT, WITHOUT ROWID;

-- Passages that are the same in other words, because "article" reprints its origin.
CREATE TABLE passage_links (
    passage TEXT NOT NULL,
    same_as TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (rowid) ON DELETE CASCADE,
    PRIMARY KEY (passage, same_as, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX passage_links_same_as ON passage_links (same_as);
CREATE INDEX passage_links_article ON passage_links (article);

-- With what the digests were made: library, version, algorithm and settings. Digests of another
-- making cannot be compared; where this row names another, the next ingest makes all anew.
CREATE TABLE reprints_made_by (
    made_by TEXT NOT NULL
) STRICT;
