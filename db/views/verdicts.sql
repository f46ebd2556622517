-- The newest verdict on each claim.
CREATE VIEW verdicts AS
SELECT
    reviews.claim_id,
    reviews.verdict,
    reviews.corrections,
    reviews.reason,
    reviews.reviewer,
    reviews.reviewed_at,
    reviews.value
FROM reviews
WHERE reviews.rowid = (
    SELECT max(newer.rowid) FROM reviews AS newer WHERE newer.claim_id = reviews.claim_id
);
