-- title: Full-text search in quotes
-- description: The figures in whose sentence all the words stand, in any order and form ("kill" finds "killed"), the 200 best matches first.
-- param: words required one or more words, such as "drones Kharkiv"
WITH found AS MATERIALIZED (
    SELECT claims.claim_id, claims_fts.rank AS distance
    FROM claims_fts
    INNER JOIN claims ON claims.rowid = claims_fts.rowid
    WHERE
        claims_fts MATCH '"' || replace(replace(:words, '"', ''), ' ', '" "') || '"'
        AND claims.copy_of IS NULL
    ORDER BY claims_fts.rank, claims.rowid
    LIMIT 200
),
said AS (
    SELECT
        found.distance,
        claims.period_end,
        claims.party,
        claims.measure,
        claims.subject,
        claims.figure,
        coalesce(claims.source, claims.attribution) AS said_by,
        claims.quote,
        claims.claim_id
    FROM found
    INNER JOIN claims ON claims.claim_id = found.claim_id
    WHERE claims.standing = 1
    UNION ALL
    SELECT
        found.distance,
        judged.period_end,
        judged.party,
        judged.measure,
        judged.subject,
        judged.figure,
        judged.said_by,
        judged.quote,
        judged.claim_id
    FROM found
    INNER JOIN judged_figures AS judged ON judged.claim_id = found.claim_id
)
SELECT
    period_end AS day,
    party,
    measure,
    subject,
    figure,
    said_by,
    quote,
    claim_id
FROM said
ORDER BY distance, period_end, claim_id;
