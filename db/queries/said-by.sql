-- title: Everything a source said
-- description: Each figure whose source, as normalised or as printed, has these words in it, with the day it speaks for and its quote.
-- param: source required words of the source, such as "General Staff"
SELECT
    standing.period_end AS day,
    standing.basis,
    standing.party,
    standing.measure,
    standing.subject,
    standing.figure,
    standing.qualifier,
    standing.stance,
    standing.attribution,
    standing.source,
    standing.claim_id,
    claims.quote
FROM standing_figures AS standing
INNER JOIN claims ON claims.rowid = standing.claim
WHERE standing.claim IN (  -- found in an index, before any of them is read
    SELECT claim
    FROM standing_figures
    WHERE source LIKE '%' || :source || '%' OR attribution LIKE '%' || :source || '%'
)
ORDER BY standing.period_end IS NULL, standing.period_end, standing.party, standing.measure, standing.claim_id;
