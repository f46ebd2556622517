-- The newest verdict on each claim.
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
