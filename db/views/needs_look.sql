-- Verdicts that no longer hold, because the claim now has another value or is no longer found.
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
