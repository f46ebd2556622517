-- title: Full-text search in quotes
-- description: The figures in whose sentence all the words stand, in any order and form ("kill" finds "killed"), best matches first.
-- param: words required one or more words, such as "drones Kharkiv"
SELECT
    figures.period_end AS day,
    figures.party,
    figures.measure,
    figures.subject,
    figures.figure,
    figures.said_by,
    figures.quote,
    figures.claim_id
FROM claims_fts
INNER JOIN claims ON claims.rowid = claims_fts.rowid
INNER JOIN figures ON figures.claim_id = claims.claim_id
WHERE
    claims_fts MATCH '"' || replace(replace(:words, '"', ''), ' ', '" "') || '"'
ORDER BY claims_fts.rank, figures.period_end, figures.claim_id
LIMIT 200;
