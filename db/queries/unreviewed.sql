-- title: Claims that nobody has reviewed, the weightiest first
-- description: The 200 largest figures without a verdict; of equal ones those that are printed most often and read least surely come first.
-- param: measure % killed, wounded, launched ...; a name or a LIKE pattern
-- param: basis % incident, day, cumulative ...; a name or a LIKE pattern
WITH weightiest AS MATERIALIZED (
    SELECT claims.*, coalesce(claims.value, claims.low, claims.high) AS number
    FROM claims
    WHERE
        claims.standing = 1
        AND coalesce(claims.value, claims.low, claims.high) > 0
        AND +claims.measure LIKE :measure
        AND +claims.basis LIKE :basis
    ORDER BY coalesce(claims.value, claims.low, claims.high) DESC
    LIMIT 400
)
SELECT
    claim_id,
    figure,
    measure,
    subject,
    party,
    basis,
    period_end AS day,
    coalesce(source, attribution) AS said_by,
    1 + (SELECT count(*) FROM claims AS copy WHERE copy.copy_of = weightiest.claim_id) AS printed,
    confidence,
    quote
FROM weightiest
ORDER BY number DESC, printed DESC, confidence, claim_id
LIMIT 200;
