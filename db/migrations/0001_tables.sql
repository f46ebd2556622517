-- Articles, what they say, and what people said of it.
-- A column "rowid" is written out where the table has a full-text index: VACUUM may renumber
-- rows without one, and the index would point at the wrong texts.

-- One row for each distinct text. The text is never changed.
CREATE TABLE articles (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    text_hash TEXT NOT NULL UNIQUE,
    given_id TEXT,
    title TEXT,
    outlet TEXT,
    url TEXT,
    origin TEXT,
    lang TEXT,
    published TEXT CHECK (published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    published_source TEXT,
    retrieved TEXT CHECK (retrieved GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    supersedes TEXT REFERENCES articles (id),
    run_id TEXT REFERENCES runs (run_id)
) STRICT;

CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_supersedes ON articles (supersedes) WHERE supersedes IS NOT NULL;

-- Where and when a text was seen; the best-sourced date of them all dates the article.
CREATE TABLE sightings (
    rowid INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    given_id TEXT,
    url TEXT,
    title TEXT,
    outlet TEXT,
    origin TEXT,
    published TEXT CHECK (published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    published_source TEXT,
    retrieved TEXT CHECK (retrieved GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    bytes_hash TEXT
) STRICT;

CREATE UNIQUE INDEX sightings_once ON sightings (
    article, ifnull(given_id, ''), ifnull(url, ''), ifnull(title, ''), ifnull(outlet, ''),
    ifnull(origin, ''), ifnull(published, ''), ifnull(published_source, ''),
    ifnull(retrieved, ''), ifnull(bytes_hash, '')
);
CREATE INDEX sightings_url ON sightings (url) WHERE url IS NOT NULL;
CREATE INDEX sightings_given_id ON sightings (given_id) WHERE given_id IS NOT NULL;

-- What made a claim: the version of the extractor and the hash of its vocabulary.
CREATE TABLE runs (
    run_id TEXT NOT NULL PRIMARY KEY,
    extractor_version TEXT NOT NULL,
    vocabulary_hash TEXT NOT NULL
) STRICT;

-- One row for each current claim, one column for each field of the record.
-- "passage" is the hash by which the same passage is found in other articles.
CREATE TABLE claims (
    rowid INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    claim_id TEXT NOT NULL UNIQUE,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    figure TEXT NOT NULL,
    value ANY CHECK (typeof(value) IN ('integer', 'real', 'null')),
    low ANY CHECK (typeof(low) IN ('integer', 'real', 'null')),
    high ANY CHECK (typeof(high) IN ('integer', 'real', 'null')),
    qualifier TEXT NOT NULL,
    measure TEXT NOT NULL,
    subject TEXT NOT NULL,
    party TEXT,
    basis TEXT NOT NULL,
    period_start TEXT CHECK (period_start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    period_end TEXT CHECK (period_end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    date_precision TEXT NOT NULL,
    date_rule TEXT NOT NULL,
    attribution TEXT,
    attribution_type TEXT,
    source TEXT,
    via TEXT NOT NULL CHECK (json_valid(via)),
    subject_text TEXT,
    measure_text TEXT,
    stance TEXT NOT NULL CHECK (stance IN ('asserted', 'denied')),
    part_of INTEGER,
    superseded INTEGER NOT NULL CHECK (superseded IN (0, 1)),
    place TEXT,
    place_country TEXT,
    place_region TEXT,
    zone TEXT NOT NULL,
    copy_of TEXT REFERENCES claims (claim_id) DEFERRABLE INITIALLY DEFERRED,
    quote TEXT NOT NULL,
    quote_start INTEGER NOT NULL,
    quote_end INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL,
    run_id TEXT NOT NULL REFERENCES runs (run_id),
    passage TEXT NOT NULL,
    CHECK (quote_start <= start AND "end" <= quote_end),
    CHECK (copy_of <> claim_id)
) STRICT;

CREATE INDEX claims_article ON claims (article, start);
CREATE INDEX claims_passage ON claims (passage, copy_of);
CREATE INDEX claims_copy_of ON claims (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX claims_measure ON claims (measure, basis, party, period_end);
CREATE INDEX claims_period_end ON claims (period_end);

-- What a claim said before it was extracted again, or before it was no longer found.
CREATE TABLE claims_history (
    rowid INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    claim_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    figure TEXT NOT NULL,
    value ANY,
    low ANY,
    high ANY,
    qualifier TEXT NOT NULL,
    measure TEXT NOT NULL,
    subject TEXT NOT NULL,
    party TEXT,
    basis TEXT NOT NULL,
    period_start TEXT,
    period_end TEXT,
    date_precision TEXT NOT NULL,
    date_rule TEXT NOT NULL,
    attribution TEXT,
    attribution_type TEXT,
    source TEXT,
    via TEXT NOT NULL,
    subject_text TEXT,
    measure_text TEXT,
    stance TEXT NOT NULL,
    part_of INTEGER,
    superseded INTEGER NOT NULL,
    place TEXT,
    place_country TEXT,
    place_region TEXT,
    zone TEXT NOT NULL,
    copy_of TEXT,
    quote TEXT NOT NULL,
    quote_start INTEGER NOT NULL,
    quote_end INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL,
    run_id TEXT NOT NULL REFERENCES runs (run_id),
    passage TEXT NOT NULL,
    replaced_because TEXT NOT NULL
) STRICT;

CREATE INDEX claims_history_claim ON claims_history (claim_id);
CREATE INDEX claims_history_article ON claims_history (article);

-- Why a field of a claim has its value: the words of the text, and the rule.
CREATE TABLE evidence (
    claim_id TEXT NOT NULL REFERENCES claims (claim_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (claim_id, position)
) STRICT, WITHOUT ROWID;

-- The numbers of a text that are no claims; "because" is the span of the words that say why.
CREATE TABLE rejected_numbers (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" > start),
    figure TEXT NOT NULL,
    reason TEXT NOT NULL,
    rule TEXT NOT NULL,
    because_start INTEGER,
    because_end INTEGER,
    PRIMARY KEY (article, start, "end")
) STRICT, WITHOUT ROWID;

-- Verdicts of people. They outlive the claim they speak of, so they do not refer to its row;
-- "value" is what the claim said when it was judged. "corrections" maps fields to values.
CREATE TABLE reviews (
    rowid INTEGER PRIMARY KEY,
    claim_id TEXT NOT NULL,
    verdict TEXT NOT NULL
        CHECK (verdict IN ('accept', 'reject', 'correct', 'duplicate', 'second_look')),
    corrections TEXT CHECK (corrections IS NULL OR json_valid(corrections)),
    reason TEXT,
    reviewer TEXT NOT NULL,
    reviewed_at TEXT NOT NULL,
    value ANY CHECK (typeof(value) IN ('integer', 'real', 'null')),
    CHECK (verdict <> 'correct' OR corrections IS NOT NULL),
    CHECK (verdict <> 'reject' OR reason IS NOT NULL)
) STRICT;

CREATE INDEX reviews_claim ON reviews (claim_id);

CREATE TRIGGER reviews_stay BEFORE UPDATE ON reviews
BEGIN
    SELECT raise(ABORT, 'reviews are append-only: add a newer verdict');
END;

CREATE TRIGGER reviews_remain BEFORE DELETE ON reviews
BEGIN
    SELECT raise(ABORT, 'reviews are append-only: add a newer verdict');
END;

CREATE TRIGGER reviews_are_new BEFORE INSERT ON reviews
WHEN EXISTS (SELECT 1 FROM reviews WHERE rowid = new.rowid)
BEGIN
    SELECT raise(ABORT, 'reviews are append-only: add a newer verdict');
END;

-- What could not be read, and why.
CREATE TABLE problems (
    rowid INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    reason TEXT NOT NULL,
    article TEXT REFERENCES articles (id) ON DELETE CASCADE
) STRICT;

CREATE UNIQUE INDEX problems_once ON problems (origin, reason, ifnull(article, ''));
CREATE INDEX problems_article ON problems (article) WHERE article IS NOT NULL;

-- Figures of other trackers and official series, for comparison only.
CREATE TABLE reference_points (
    rowid INTEGER PRIMARY KEY,
    series TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    party TEXT NOT NULL,
    measure TEXT NOT NULL,
    subject TEXT NOT NULL,
    basis TEXT NOT NULL,
    value ANY NOT NULL CHECK (typeof(value) IN ('integer', 'real')),
    url TEXT,
    UNIQUE (series, day, party, measure, subject, basis)
) STRICT;
