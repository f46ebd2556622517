-- title: Second-hand figures
-- description: Each figure that one source gives by way of another, as "US officials, the newspaper reported": who says it, and through whom.
SELECT
    figures.period_end AS day,
    figures.party,
    figures.measure,
    figures.subject,
    figures.figure,
    figures.attribution,
    (SELECT group_concat(value, ', ') FROM json_each(figures.via)) AS via,
    figures.claim_id,
    figures.quote
FROM figures
WHERE figures.via <> '[]'
ORDER BY figures.period_end IS NULL, figures.period_end, figures.claim_id;
