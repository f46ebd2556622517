-- title: Claims that nobody has reviewed, the weightiest first
-- description: The 200 largest figures without a verdict; of equal ones those that are printed most often and read least surely come first.
-- param: measure % killed, wounded, launched ...; a name or a LIKE pattern
-- param: basis % incident, day, cumulative ...; a name or a LIKE pattern
SELECT
    claims.claim_id,
    claims.figure,
    claims.measure,
    claims.subject,
    claims.party,
    claims.basis,
    claims.period_end AS day,
    coalesce(claims.source, claims.attribution) AS said_by,
    1 + (SELECT count(*) FROM claims AS copy WHERE copy.copy_of = claims.claim_id) AS printed,
    claims.confidence,
    claims.quote
FROM claims
WHERE
    claims.copy_of IS NULL
    AND coalesce(claims.value, claims.low, claims.high) IS NOT NULL
    AND claims.measure LIKE :measure
    AND claims.basis LIKE :basis
    AND NOT EXISTS (
        SELECT 1 FROM newest_verdicts WHERE newest_verdicts.claim_id = claims.claim_id
    )
    AND NOT EXISTS (SELECT 1 FROM articles AS newer WHERE newer.supersedes = claims.article)
ORDER BY
    coalesce(claims.value, claims.low, claims.high) DESC,
    printed DESC,
    claims.confidence,
    claims.claim_id
LIMIT 200;
