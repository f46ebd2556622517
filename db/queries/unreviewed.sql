-- title: Claims that nobody has reviewed, the weightiest first
-- description: The 200 largest figures without a verdict; of equal ones those that are printed most often and read least surely come first.
-- param: measure % killed, wounded, launched ...; a name or a LIKE pattern
-- param: basis % incident, day, cumulative ...; a name or a LIKE pattern
WITH weightiest AS MATERIALIZED (
    SELECT standing_figures.*, coalesce(value, low, high) AS number
    FROM standing_figures
    WHERE
        verdict IS NULL
        AND coalesce(value, low, high) > 0
        AND +measure LIKE :measure
        AND +basis LIKE :basis
    ORDER BY coalesce(value, low, high) DESC
    LIMIT 400
)
SELECT
    weightiest.claim_id,
    weightiest.figure,
    weightiest.measure,
    weightiest.subject,
    weightiest.party,
    weightiest.basis,
    weightiest.period_end AS day,
    weightiest.said_by,
    1 + (SELECT count(*) FROM claims AS copy WHERE copy.copy_of = weightiest.claim_id) AS printed,
    claims.confidence,
    claims.quote
FROM weightiest
INNER JOIN claims ON claims.rowid = weightiest.claim
ORDER BY weightiest.number DESC, printed DESC, claims.confidence, weightiest.claim_id
LIMIT 200;
