-- The claim that a duplicate repeats, and the hash of all that a verdict says, by which a later
-- change shows.
ALTER TABLE reviews ADD COLUMN duplicate_of TEXT;
ALTER TABLE reviews ADD COLUMN seal TEXT;

-- The newest verdict on each claim, by the time at which it was given, then by the order of entry.
-- A trigger keeps it, so that a million claims need not be searched for theirs.
CREATE TABLE newest_verdicts (
    claim_id TEXT NOT NULL PRIMARY KEY,
    review INTEGER NOT NULL REFERENCES reviews (rowid),
    verdict TEXT NOT NULL,
    corrections TEXT,
    reviewed_at TEXT NOT NULL,
    value ANY
) STRICT, WITHOUT ROWID;

INSERT INTO newest_verdicts (claim_id, review, verdict, corrections, reviewed_at, value)
SELECT
    reviews.claim_id,
    reviews.rowid,
    reviews.verdict,
    reviews.corrections,
    reviews.reviewed_at,
    reviews.value
FROM reviews
WHERE reviews.rowid = (
    SELECT newer.rowid FROM reviews AS newer
    WHERE newer.claim_id = reviews.claim_id
    ORDER BY newer.reviewed_at DESC, newer.rowid DESC LIMIT 1
);

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
