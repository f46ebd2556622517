-- title: Sources
-- description: Who gives figures: how many, in how many articles, for which days, and how many of them have a verdict.
-- param: type % the type of source, as belligerent_military; a name or a LIKE pattern
SELECT
    said_by,
    attribution_type,
    claims,
    articles,
    reviewed,
    round(100.0 * reviewed / claims, 1) AS percent_reviewed,
    first_day,
    last_day
FROM sources
WHERE ifnull(attribution_type, '') LIKE :type
ORDER BY claims DESC, said_by, attribution_type;
