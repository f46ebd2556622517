-- The bytes that came in, by the hash under which a file in the folder "archive" keeps them, in
-- gzip; "size" is that of the bytes as they came.
CREATE TABLE archive (
    bytes_hash TEXT NOT NULL PRIMARY KEY CHECK (length(bytes_hash) = 64),
    size INTEGER NOT NULL CHECK (size >= 0)
) STRICT, WITHOUT ROWID;

-- The hash of the bytes in which a text first came in.
ALTER TABLE articles ADD COLUMN bytes_hash TEXT;

UPDATE articles SET bytes_hash = (
    SELECT sightings.bytes_hash FROM sightings
    WHERE sightings.article = articles.id AND sightings.bytes_hash IS NOT NULL
    ORDER BY sightings.rowid LIMIT 1
);

-- The hash of all that the run found in the text: claims, evidence and rejected numbers.
ALTER TABLE articles ADD COLUMN found_hash TEXT;

-- The claims of articles that were removed, so that it stays known of what a verdict speaks.
CREATE TABLE removed_claims (
    claim_id TEXT NOT NULL PRIMARY KEY,
    article TEXT NOT NULL,
    because TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX claims_history_run ON claims_history (run_id);
CREATE INDEX sightings_bytes ON sightings (bytes_hash) WHERE bytes_hash IS NOT NULL;
