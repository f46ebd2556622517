-- title: Sources by type
-- description: What kinds of sources give figures: how many claims, articles and sources of each kind, and how many of the claims have a verdict.
SELECT
    ifnull(attribution_type, 'none named') AS type,
    sum(claims) AS claims,
    count(DISTINCT said_by) AS sources,
    sum(reviewed) AS reviewed,
    round(100.0 * sum(reviewed) / sum(claims), 1) AS percent_reviewed,
    min(first_day) AS first_day,
    max(last_day) AS last_day
FROM sources
GROUP BY attribution_type
ORDER BY claims DESC, type;
