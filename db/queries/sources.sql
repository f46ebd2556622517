-- title: Sources
-- description: Who gives figures: how many, in how many articles, and for which days.
SELECT
    said_by,
    attribution_type,
    claims,
    articles,
    first_day,
    last_day
FROM sources
ORDER BY claims DESC, said_by, attribution_type;
