-- The tables, indices, triggers and views that db/migrations and db/views make, for reading.
-- Made by `python -m tracker.store.schema`; changes belong into those folders.

CREATE TABLE archive (
    bytes_hash TEXT NOT NULL PRIMARY KEY CHECK (length(bytes_hash) = 64),
    size INTEGER NOT NULL CHECK (size >= 0)
) STRICT, WITHOUT ROWID;

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
, bytes_hash TEXT, found_hash TEXT, extent TEXT CHECK (extent = 'summary'), repeated TEXT) STRICT;

CREATE INDEX articles_not_noted ON articles (repeated) WHERE repeated IS NULL;

CREATE INDEX articles_published ON articles (published);

CREATE INDEX articles_supersedes ON articles (supersedes) WHERE supersedes IS NOT NULL;

CREATE TRIGGER articles_ad AFTER DELETE ON articles
BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text)
    VALUES ('delete', old.rowid, old.title, old.text);
END;

CREATE TRIGGER articles_ai AFTER INSERT ON articles
BEGIN
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;

CREATE TRIGGER articles_au AFTER UPDATE OF title, text ON articles
WHEN new.title IS NOT old.title OR new.text IS NOT old.text
BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text)
    VALUES ('delete', old.rowid, old.title, old.text);
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;

CREATE TRIGGER versions_begin AFTER INSERT ON articles
WHEN new.supersedes IS NOT NULL
BEGIN
    DELETE FROM standing_figures WHERE article = new.supersedes;
END;

CREATE TRIGGER versions_change AFTER UPDATE OF supersedes ON articles
WHEN new.supersedes IS NOT old.supersedes
BEGIN
    DELETE FROM standing_figures WHERE article IN (old.supersedes, new.supersedes);
    INSERT INTO standing_figures
    SELECT * FROM figures_laid_over WHERE article IN (old.supersedes, new.supersedes);
END;

CREATE TRIGGER versions_end AFTER DELETE ON articles
WHEN old.supersedes IS NOT NULL
BEGIN
    DELETE FROM standing_figures WHERE article = old.supersedes;
    INSERT INTO standing_figures SELECT * FROM figures_laid_over WHERE article = old.supersedes;
END;

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text,
    content="articles", content_rowid="rowid", tokenize="porter unicode61 remove_diacritics 2"
);

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

CREATE INDEX claims_number ON claims (coalesce(value, low, high));

CREATE INDEX claims_passage ON claims (passage, copy_of);

CREATE INDEX claims_via ON claims (article) WHERE via <> '[]';

CREATE INDEX copies_by_origin ON claims (copy_of, article) WHERE copy_of IS NOT NULL;

CREATE TRIGGER claims_ad AFTER DELETE ON claims
BEGIN
    INSERT INTO claims_fts (claims_fts, rowid, quote) VALUES ('delete', old.rowid, old.quote);
END;

CREATE TRIGGER claims_ai AFTER INSERT ON claims
BEGIN
    INSERT INTO claims_fts (rowid, quote) VALUES (new.rowid, new.quote);
END;

CREATE TRIGGER claims_au AFTER UPDATE OF quote ON claims
WHEN new.quote IS NOT old.quote
BEGIN
    INSERT INTO claims_fts (claims_fts, rowid, quote) VALUES ('delete', old.rowid, old.quote);
    INSERT INTO claims_fts (rowid, quote) VALUES (new.rowid, new.quote);
END;

CREATE TRIGGER figures_begin AFTER INSERT ON claims
BEGIN
    INSERT INTO standing_figures SELECT * FROM figures_laid_over WHERE claim = new.rowid;
END;

CREATE TRIGGER figures_change AFTER UPDATE OF
    claim_id, article, start, figure, zone, value, low, high, qualifier, measure, subject, party,
    basis, period_start, period_end, attribution, attribution_type, source, stance, part_of,
    superseded, place, place_country, place_region, copy_of
ON claims
BEGIN
    DELETE FROM standing_figures WHERE claim = old.rowid;
    INSERT INTO standing_figures SELECT * FROM figures_laid_over WHERE claim = new.rowid;
END;

CREATE TRIGGER figures_end AFTER DELETE ON claims
BEGIN
    DELETE FROM standing_figures WHERE claim = old.rowid;
END;

CREATE TRIGGER repeated_begin AFTER INSERT ON claims
BEGIN
    INSERT OR REPLACE INTO repeated_copies
    SELECT copy, first FROM copies_in_other_reports WHERE copy = new.rowid
    UNION ALL
    SELECT copy, first FROM copies_in_other_reports WHERE first = new.claim_id;
END;

CREATE TRIGGER repeated_change AFTER UPDATE OF copy_of, article ON claims
WHEN new.copy_of IS NOT old.copy_of OR new.article <> old.article
BEGIN
    DELETE FROM repeated_copies WHERE copy = old.rowid;
    INSERT INTO repeated_copies
    SELECT copy, first FROM copies_in_other_reports WHERE copy = new.rowid;
END;

CREATE TRIGGER repeated_end AFTER DELETE ON claims
BEGIN
    DELETE FROM repeated_copies WHERE copy = old.rowid;
END;

CREATE VIRTUAL TABLE claims_fts USING fts5 (
    quote,
    content="claims", content_rowid="rowid", tokenize="porter unicode61 remove_diacritics 2"
);

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

CREATE INDEX claims_history_article ON claims_history (article);

CREATE INDEX claims_history_claim ON claims_history (claim_id);

CREATE INDEX claims_history_run ON claims_history (run_id);

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

CREATE INDEX evidence_notes ON evidence (claim_id, start, "end", field) WHERE field = 'note';

CREATE TABLE fetch_state (
    address TEXT NOT NULL,
    entry TEXT NOT NULL DEFAULT '',
    etag TEXT,
    last_modified TEXT,
    fingerprint TEXT,
    article TEXT REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (address, entry)
) STRICT, WITHOUT ROWID;

CREATE INDEX fetch_state_article ON fetch_state (article) WHERE article IS NOT NULL;

CREATE TABLE migrations (name TEXT NOT NULL PRIMARY KEY, hash TEXT) STRICT;

CREATE TABLE newest_verdicts (
    claim_id TEXT NOT NULL PRIMARY KEY,
    review INTEGER NOT NULL REFERENCES reviews (rowid),
    verdict TEXT NOT NULL,
    corrections TEXT,
    reviewed_at TEXT NOT NULL,
    value ANY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER verdicts_begin AFTER INSERT ON newest_verdicts
BEGIN
    DELETE FROM standing_figures WHERE claim_id = new.claim_id;
    INSERT INTO standing_figures SELECT * FROM figures_laid_over WHERE claim_id = new.claim_id;
END;

CREATE TRIGGER verdicts_change AFTER UPDATE ON newest_verdicts
BEGIN
    DELETE FROM standing_figures WHERE claim_id IN (old.claim_id, new.claim_id);
    INSERT INTO standing_figures
    SELECT * FROM figures_laid_over WHERE claim_id IN (old.claim_id, new.claim_id);
END;

CREATE TRIGGER verdicts_end AFTER DELETE ON newest_verdicts
BEGIN
    DELETE FROM standing_figures WHERE claim_id = old.claim_id;
    INSERT INTO standing_figures SELECT * FROM figures_laid_over WHERE claim_id = old.claim_id;
END;

CREATE TABLE page_lines (
    line INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (rowid) ON DELETE CASCADE,
    opening INTEGER NOT NULL CHECK (opening IN (0, 1)),
    PRIMARY KEY (line, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX page_lines_article ON page_lines (article);

CREATE TABLE passage_links (
    passage TEXT NOT NULL,
    same_as TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (rowid) ON DELETE CASCADE,
    PRIMARY KEY (passage, same_as, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX passage_links_article ON passage_links (article);

CREATE INDEX passage_links_same_as ON passage_links (same_as);

CREATE TABLE problems (
    rowid INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    reason TEXT NOT NULL,
    article TEXT REFERENCES articles (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX problems_article ON problems (article) WHERE article IS NOT NULL;

CREATE UNIQUE INDEX problems_once ON problems (origin, reason, ifnull(article, ''));

CREATE TABLE "reference_points" (
    rowid INTEGER PRIMARY KEY,
    series TEXT NOT NULL REFERENCES reference_series (name) ON DELETE CASCADE,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    start TEXT CHECK (start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    party TEXT NOT NULL,
    measure TEXT NOT NULL,
    subject TEXT NOT NULL,
    basis TEXT NOT NULL,
    source TEXT,
    value ANY CHECK (typeof(value) IN ('integer', 'real', 'null')),
    low ANY CHECK (typeof(low) IN ('integer', 'real', 'null')),
    high ANY CHECK (typeof(high) IN ('integer', 'real', 'null')),
    url TEXT,
    CHECK (coalesce(value, low, high) IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX reference_points_once ON reference_points (
    series, day, party, measure, subject, basis, ifnull(source, ''), ifnull(start, '')
);

CREATE TABLE reference_series (
    rowid INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL,
    bytes_hash TEXT,
    mapping TEXT CHECK (mapping IS NULL OR json_valid(mapping))
) STRICT;

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

CREATE TABLE removed_claims (
    claim_id TEXT NOT NULL PRIMARY KEY,
    article TEXT NOT NULL,
    because TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE repeated_copies (
    copy INTEGER PRIMARY KEY,
    first TEXT NOT NULL
) STRICT;

CREATE INDEX repeated_copies_first ON repeated_copies (first);

CREATE TABLE reprint_bands (
    band INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (band, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE reprints (
    article INTEGER PRIMARY KEY REFERENCES articles (rowid) ON DELETE CASCADE,
    digest BLOB NOT NULL,
    origin INTEGER NOT NULL
) STRICT;

CREATE INDEX reprints_origin ON reprints (origin);

CREATE TRIGGER reports_begin AFTER INSERT ON reprints
WHEN new.origin <> new.article
BEGIN
    DELETE FROM repeated_copies
    WHERE copy IN (SELECT claim FROM claims_of_reports WHERE report_of = new.article);
    INSERT INTO repeated_copies
    SELECT copy, first FROM copies_in_other_reports
    WHERE copy IN (SELECT claim FROM claims_of_reports WHERE report_of = new.article);
END;

CREATE TRIGGER reports_change AFTER UPDATE OF article, origin ON reprints
WHEN new.origin <> old.origin OR new.article <> old.article
BEGIN
    DELETE FROM repeated_copies WHERE copy IN (
        SELECT claim FROM claims_of_reports WHERE report_of IN (old.article, new.article)
    );
    INSERT INTO repeated_copies
    SELECT copy, first FROM copies_in_other_reports WHERE copy IN (
        SELECT claim FROM claims_of_reports WHERE report_of IN (old.article, new.article)
    );
END;

CREATE TRIGGER reports_end AFTER DELETE ON reprints
WHEN old.origin <> old.article
BEGIN
    DELETE FROM repeated_copies
    WHERE copy IN (SELECT claim FROM claims_of_reports WHERE report_of = old.article);
    INSERT INTO repeated_copies
    SELECT copy, first FROM copies_in_other_reports
    WHERE copy IN (SELECT claim FROM claims_of_reports WHERE report_of = old.article);
END;

CREATE TABLE reprints_made_by (
    made_by TEXT NOT NULL
) STRICT;

CREATE TABLE reviews (
    rowid INTEGER PRIMARY KEY,
    claim_id TEXT NOT NULL,
    verdict TEXT NOT NULL
        CHECK (verdict IN ('accept', 'reject', 'correct', 'duplicate', 'second_look')),
    corrections TEXT CHECK (corrections IS NULL OR json_valid(corrections)),
    reason TEXT,
    reviewer TEXT NOT NULL,
    reviewed_at TEXT NOT NULL,
    value ANY CHECK (typeof(value) IN ('integer', 'real', 'null')), duplicate_of TEXT, seal TEXT,
    CHECK (verdict <> 'correct' OR corrections IS NOT NULL),
    CHECK (verdict <> 'reject' OR reason IS NOT NULL)
) STRICT;

CREATE INDEX reviews_claim ON reviews (claim_id);

CREATE TRIGGER reviews_are_new BEFORE INSERT ON reviews
WHEN EXISTS (SELECT 1 FROM reviews WHERE rowid = new.rowid)
BEGIN
    SELECT raise(ABORT, 'reviews are append-only: add a newer verdict');
END;

CREATE TRIGGER reviews_newest AFTER INSERT ON reviews
BEGIN
    INSERT INTO newest_verdicts (claim_id, review, verdict, corrections, reviewed_at, value)
    VALUES (
        new.claim_id, new.rowid, new.verdict, new.corrections, new.reviewed_at, new.value
    )
    ON CONFLICT (claim_id) DO UPDATE SET
        review = excluded.review,
        verdict = excluded.verdict,
        corrections = excluded.corrections,
        reviewed_at = excluded.reviewed_at,
        value = excluded.value
    WHERE excluded.reviewed_at >= newest_verdicts.reviewed_at;
END;

CREATE TRIGGER reviews_remain BEFORE DELETE ON reviews
BEGIN
    SELECT raise(ABORT, 'reviews are append-only: add a newer verdict');
END;

CREATE TRIGGER reviews_stay BEFORE UPDATE ON reviews
BEGIN
    SELECT raise(ABORT, 'reviews are append-only: add a newer verdict');
END;

CREATE TABLE runs (
    run_id TEXT NOT NULL PRIMARY KEY,
    extractor_version TEXT NOT NULL,
    vocabulary_hash TEXT NOT NULL
) STRICT;

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
, extent TEXT CHECK (extent = 'summary'), other_days TEXT) STRICT;

CREATE INDEX sightings_bytes ON sightings (bytes_hash) WHERE bytes_hash IS NOT NULL;

CREATE INDEX sightings_elsewhere ON sightings (article, url, outlet, published)
WHERE url IS NOT NULL;

CREATE INDEX sightings_given_id ON sightings (given_id) WHERE given_id IS NOT NULL;

CREATE UNIQUE INDEX sightings_once ON sightings (
    article, ifnull(given_id, ''), ifnull(url, ''), ifnull(title, ''), ifnull(outlet, ''),
    ifnull(origin, ''), ifnull(published, ''), ifnull(published_source, ''),
    ifnull(retrieved, ''), ifnull(bytes_hash, ''), ifnull(extent, ''), ifnull(other_days, '')
);

CREATE INDEX sightings_url ON sightings (url) WHERE url IS NOT NULL;

CREATE TABLE standing_figures (
    claim INTEGER PRIMARY KEY,
    claim_id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL,
    start INTEGER NOT NULL,
    figure TEXT NOT NULL,
    zone TEXT NOT NULL,
    value ANY,
    low ANY,
    high ANY,
    qualifier TEXT,
    measure TEXT,
    subject TEXT,
    party TEXT,
    basis TEXT,
    period_start TEXT,
    period_end TEXT,
    attribution TEXT,
    attribution_type TEXT,
    source TEXT,
    stance TEXT,
    part_of ANY,
    superseded ANY,
    place TEXT,
    place_country TEXT,
    place_region TEXT,
    verdict TEXT,
    said_by TEXT
) STRICT;

CREATE INDEX figures_article ON standing_figures (article, start);

CREATE INDEX figures_day ON standing_figures (
    period_end, party, measure, subject, basis, said_by, value, low, high, part_of, zone,
    stance, superseded
) WHERE period_end IS NOT NULL AND stance = 'asserted' AND superseded = 0;

CREATE INDEX figures_denied ON standing_figures (party) WHERE stance = 'denied';

CREATE INDEX figures_harm ON standing_figures (
    measure, basis, subject, period_end, place_country, place_region, place, value, low, high,
    stance, superseded
) WHERE place IS NOT NULL;

CREATE INDEX figures_measure ON standing_figures (measure, basis, party, period_end);

CREATE INDEX figures_newest ON standing_figures (
    period_end DESC, claim_id, basis, measure, subject, party, source, attribution_type, zone
);

CREATE INDEX figures_number ON standing_figures (coalesce(value, low, high)) WHERE verdict IS NULL;

CREATE INDEX figures_period ON standing_figures (period_end, period_start, basis);

CREATE INDEX figures_place ON standing_figures (place, place_region, place_country);

CREATE INDEX figures_protected ON standing_figures (period_end, party, subject, measure, claim_id)
WHERE subject IN ('child', 'medic', 'aid_worker', 'journalist');

CREATE INDEX figures_said_by ON standing_figures (
    said_by, attribution_type, article, period_end, period_start, verdict
);

CREATE INDEX figures_same ON standing_figures (
    measure, subject, party, place, basis, period_start, period_end, low, high, said_by, claim_id,
    part_of, stance, superseded
)
WHERE
    basis IN ('day', 'period', 'cumulative')
    AND party IS NOT NULL
    AND period_end IS NOT NULL
    AND part_of IS NULL
    AND stance = 'asserted'
    AND superseded = 0;

CREATE INDEX figures_source ON standing_figures (source, attribution);

CREATE INDEX figures_superseded ON standing_figures (party) WHERE superseded = 1;

CREATE VIEW claims_of_reports AS
SELECT articles.rowid AS report_of, claims.rowid AS claim
FROM articles
INNER JOIN claims ON claims.article = articles.id
UNION ALL
SELECT articles.rowid AS report_of, copies.rowid AS claim
FROM articles
INNER JOIN claims ON claims.article = articles.id
INNER JOIN claims AS copies ON copies.copy_of = claims.claim_id;

CREATE VIEW contradictions AS
SELECT
    measure,
    subject,
    party,
    place,
    basis,
    period_start,
    period_end,
    min(high) AS lowest_most,
    max(low) AS highest_least,
    count(*) AS claims,
    count(DISTINCT said_by) AS sources,
    group_concat(claim_id, ' ') AS claim_ids
FROM standing_figures
WHERE
    basis IN ('day', 'period', 'cumulative')
    AND party IS NOT NULL
    AND period_end IS NOT NULL
    AND part_of IS NULL
    AND stance = 'asserted'
    AND superseded = 0
    AND (low IS NOT NULL OR high IS NOT NULL)
GROUP BY measure, subject, party, place, basis, period_start, period_end
HAVING max(low) > min(high);

CREATE VIEW copies_in_other_reports AS
SELECT
    copies.rowid AS copy,
    copies.copy_of AS first
FROM claims AS copies
INNER JOIN articles AS here ON here.id = copies.article
INNER JOIN claims AS origin ON origin.claim_id = copies.copy_of
INNER JOIN articles AS there ON there.id = origin.article
LEFT JOIN reprints AS own ON own.article = here.rowid
LEFT JOIN reprints AS others ON others.article = there.rowid
WHERE ifnull(own.origin, here.rowid) <> ifnull(others.origin, there.rowid);

CREATE VIEW cumulative_losses AS
SELECT
    period_end AS as_of,
    period_start AS since,
    party,
    measure,
    subject,
    value,
    low,
    high,
    qualifier,
    said_by,
    attribution_type,
    place,
    place_country,
    part_of IS NOT NULL AS is_part,
    claim_id,
    article,
    quote
FROM figures
WHERE
    basis = 'cumulative'
    AND measure IN (
        'killed', 'wounded', 'casualties', 'missing', 'captured', 'bodies', 'destroyed', 'damaged'
    )
    AND period_end IS NOT NULL
    AND stance = 'asserted'
    AND superseded = 0
    AND zone <> 'teaser';

CREATE VIEW daily_losses AS
SELECT
    period_end AS day,
    party,
    measure,
    subject,
    value,
    low,
    high,
    qualifier,
    said_by,
    attribution_type,
    place,
    part_of IS NOT NULL AS is_part,
    claim_id,
    article,
    quote
FROM figures
WHERE
    basis = 'day'
    AND measure IN (
        'killed', 'wounded', 'casualties', 'missing', 'captured', 'bodies', 'destroyed', 'damaged'
    )
    AND period_end IS NOT NULL
    AND stance = 'asserted'
    AND superseded = 0
    AND zone <> 'teaser';

CREATE VIEW dated_figures AS
SELECT
    figures.claim_id,
    figures.article,
    figures.start,
    figures.figure,
    figures.value,
    figures.low,
    figures.high,
    figures.qualifier,
    figures.measure,
    figures.subject,
    figures.party,
    figures.basis,
    figures.period_start,
    figures.period_end,
    figures.date_precision,
    figures.date_rule,
    figures.source,
    figures.attribution,
    figures.attribution_type,
    figures.said_by,
    figures.stance,
    figures.part_of,
    figures.superseded,
    figures.place,
    figures.place_country,
    figures.place_region,
    figures.zone,
    figures.verdict,
    figures.quote,
    figures.quote_start,
    articles.published,
    ifnull(reprints.origin, articles.rowid) AS report
FROM figures
INNER JOIN articles ON articles.id = figures.article
LEFT JOIN reprints ON reprints.article = articles.rowid
WHERE figures.zone <> 'teaser';

CREATE VIEW figures AS
SELECT
    standing.article,
    standing.claim_id,
    standing.start,
    claims."end",
    standing.figure,
    standing.value,
    standing.low,
    standing.high,
    standing.qualifier,
    standing.measure,
    standing.subject,
    standing.party,
    standing.basis,
    standing.period_start,
    standing.period_end,
    claims.date_precision,
    claims.date_rule,
    standing.attribution,
    standing.attribution_type,
    standing.source,
    claims.via,
    claims.subject_text,
    claims.measure_text,
    standing.stance,
    standing.part_of,
    standing.superseded,
    standing.place,
    standing.place_country,
    standing.place_region,
    standing.zone,
    claims.copy_of,
    claims.quote,
    claims.quote_start,
    claims.quote_end,
    claims.rule,
    claims.confidence,
    claims.run_id,
    standing.said_by,
    standing.verdict
FROM standing_figures AS standing
LEFT JOIN claims ON claims.rowid = standing.claim;

CREATE VIEW figures_laid_over AS
SELECT
    laid.*,
    coalesce(laid.source, laid.attribution) AS said_by
FROM (
    SELECT
        claims.rowid AS claim,
        claims.claim_id,
        claims.article,
        claims.start,
        claims.figure,
        claims.zone,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.value') IS NOT NULL
                THEN json_extract(newest.corrections, '$.value')
            ELSE claims.value
        END AS value,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.low') IS NOT NULL
                THEN json_extract(newest.corrections, '$.low')
            ELSE claims.low
        END AS low,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.high') IS NOT NULL
                THEN json_extract(newest.corrections, '$.high')
            ELSE claims.high
        END AS high,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.qualifier') IS NOT NULL
                THEN json_extract(newest.corrections, '$.qualifier')
            ELSE claims.qualifier
        END AS qualifier,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.measure') IS NOT NULL
                THEN json_extract(newest.corrections, '$.measure')
            ELSE claims.measure
        END AS measure,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.subject') IS NOT NULL
                THEN json_extract(newest.corrections, '$.subject')
            ELSE claims.subject
        END AS subject,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.party') IS NOT NULL
                THEN json_extract(newest.corrections, '$.party')
            ELSE claims.party
        END AS party,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.basis') IS NOT NULL
                THEN json_extract(newest.corrections, '$.basis')
            ELSE claims.basis
        END AS basis,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.period_start') IS NOT NULL
                THEN json_extract(newest.corrections, '$.period_start')
            ELSE claims.period_start
        END AS period_start,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.period_end') IS NOT NULL
                THEN json_extract(newest.corrections, '$.period_end')
            ELSE claims.period_end
        END AS period_end,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.attribution') IS NOT NULL
                THEN json_extract(newest.corrections, '$.attribution')
            ELSE claims.attribution
        END AS attribution,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.attribution_type') IS NOT NULL
                THEN json_extract(newest.corrections, '$.attribution_type')
            ELSE claims.attribution_type
        END AS attribution_type,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.source') IS NOT NULL
                THEN json_extract(newest.corrections, '$.source')
            ELSE claims.source
        END AS source,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.stance') IS NOT NULL
                THEN json_extract(newest.corrections, '$.stance')
            ELSE claims.stance
        END AS stance,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.part_of') IS NOT NULL
                THEN json_extract(newest.corrections, '$.part_of')
            ELSE claims.part_of
        END AS part_of,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.superseded') IS NOT NULL
                THEN json_extract(newest.corrections, '$.superseded')
            ELSE claims.superseded
        END AS superseded,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.place') IS NOT NULL
                THEN json_extract(newest.corrections, '$.place')
            ELSE claims.place
        END AS place,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.place_country') IS NOT NULL
                THEN json_extract(newest.corrections, '$.place_country')
            ELSE claims.place_country
        END AS place_country,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.place_region') IS NOT NULL
                THEN json_extract(newest.corrections, '$.place_region')
            ELSE claims.place_region
        END AS place_region,
        newest.verdict
    FROM claims
    LEFT JOIN newest_verdicts AS newest
        ON newest.claim_id = claims.claim_id AND newest.value IS claims.value
    WHERE
        claims.copy_of IS NULL
        AND NOT EXISTS (SELECT 1 FROM articles AS newer WHERE newer.supersedes = claims.article)
        AND ifnull(newest.verdict, '') NOT IN ('reject', 'duplicate')
) AS laid;

CREATE VIEW needs_look AS
SELECT
    newest.claim_id,
    newest.verdict,
    reviews.reviewer,
    newest.reviewed_at,
    newest.value AS judged_value,
    claims.value,
    claims.claim_id IS NULL AS is_gone,
    ifnull(claims.figure, gone.figure) AS figure,
    ifnull(claims.measure, gone.measure) AS measure,
    ifnull(claims.quote, gone.quote) AS quote,
    ifnull(claims.article, gone.article) AS article
FROM newest_verdicts AS newest
INNER JOIN reviews ON reviews.rowid = newest.review
LEFT JOIN claims ON claims.claim_id = newest.claim_id
LEFT JOIN claims_history AS gone ON gone.rowid = (
    SELECT max(claims_history.rowid) FROM claims_history
    WHERE claims_history.claim_id = newest.claim_id
)
WHERE
    (claims.claim_id IS NOT NULL AND claims.value IS NOT newest.value)
    OR (
        claims.claim_id IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM removed_claims WHERE removed_claims.claim_id = newest.claim_id
        )
    );

CREATE VIEW repeated_passages AS
WITH repeated AS (
    SELECT DISTINCT first FROM repeated_copies
),
printed AS (
    SELECT repeated.first, claims.article, claims.zone
    FROM repeated
    INNER JOIN claims ON claims.claim_id = repeated.first
    UNION ALL
    SELECT repeated.first, copies.article, copies.zone
    FROM repeated
    INNER JOIN claims AS copies ON copies.copy_of = repeated.first
),
counted AS (
    SELECT
        printed.first,
        max(printed.zone = 'teaser') AS is_teaser,
        count(DISTINCT articles.rowid) AS articles,
        count(DISTINCT ifnull(reprints.origin, articles.rowid)) AS reports
    FROM printed
    INNER JOIN articles ON articles.id = printed.article
    LEFT JOIN reprints ON reprints.article = articles.rowid
    GROUP BY printed.first
)
SELECT
    claims.claim_id,
    claims.article,
    claims.figure,
    claims.measure,
    claims.quote,
    iif(counted.is_teaser, 'teaser', claims.zone) AS zone,
    counted.articles,
    counted.reports
FROM counted
INNER JOIN claims ON claims.claim_id = counted.first;

CREATE VIEW sources AS
SELECT
    said_by,
    attribution_type,
    count(*) AS claims,
    count(DISTINCT article) AS articles,
    count(verdict) AS reviewed,
    min(coalesce(period_end, period_start)) AS first_day,
    max(coalesce(period_end, period_start)) AS last_day
FROM standing_figures
WHERE said_by IS NOT NULL
GROUP BY said_by, attribution_type;

CREATE VIEW strikes AS
SELECT
    period_end AS day,
    period_start AS since,
    basis,
    party,
    measure,
    subject,
    value,
    low,
    high,
    qualifier,
    said_by,
    attribution_type,
    place,
    part_of,
    claim_id,
    article,
    quote
FROM figures
WHERE
    measure IN ('launched', 'intercepted', 'suppressed', 'impacted')
    AND stance = 'asserted'
    AND superseded = 0
    AND zone <> 'teaser';

CREATE VIEW verdicts AS
SELECT
    newest_verdicts.claim_id,
    newest_verdicts.verdict,
    newest_verdicts.corrections,
    reviews.duplicate_of,
    reviews.reason,
    reviews.reviewer,
    newest_verdicts.reviewed_at,
    newest_verdicts.value
FROM newest_verdicts
INNER JOIN reviews ON reviews.rowid = newest_verdicts.review;

CREATE VIEW versions AS
SELECT
    articles.id AS article,
    articles.url,
    articles.given_id,
    articles.supersedes,
    (
        SELECT newer.id FROM articles AS newer
        WHERE newer.supersedes = articles.id ORDER BY newer.rowid DESC LIMIT 1
    ) AS superseded_by,
    NOT EXISTS (
        SELECT 1 FROM articles AS newer WHERE newer.supersedes = articles.id
    ) AS is_newest,
    articles.published,
    articles.published_source,
    articles.retrieved,
    articles.text_hash,
    articles.bytes_hash
FROM articles;
