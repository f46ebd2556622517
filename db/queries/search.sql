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
)
SELECT
    figures.period_end AS day,
    figures.party,
    figures.measure,
    figures.subject,
    figures.figure,
    figures.said_by,
    figures.quote,
    figures.claim_id
FROM found
INNER JOIN figures ON figures.claim_id = found.claim_id
ORDER BY found.distance, figures.period_end, figures.claim_id;
