-- Who says how much: one row for each source, with the span of days its figures speak of. Claims that
-- stand as they were read are counted along an index, the judged ones are added.
CREATE VIEW sources AS
WITH said AS (
    SELECT
        coalesce(claims.source, claims.attribution) AS said_by,
        claims.attribution_type,
        count(*) AS claims,
        count(DISTINCT claims.article) AS articles,
        0 AS reviewed,
        min(coalesce(claims.period_end, claims.period_start)) AS first_day,
        max(coalesce(claims.period_end, claims.period_start)) AS last_day
    FROM claims
    WHERE claims.standing = 1 AND coalesce(claims.source, claims.attribution) IS NOT NULL
    GROUP BY coalesce(claims.source, claims.attribution), claims.attribution_type
    UNION ALL
    SELECT
        judged.said_by,
        judged.attribution_type,
        count(*) AS claims,
        count(DISTINCT CASE WHEN NOT EXISTS (
            SELECT 1 FROM claims
            WHERE
                claims.article = judged.article
                AND claims.standing = 1
                AND coalesce(claims.source, claims.attribution) = judged.said_by
                AND claims.attribution_type IS judged.attribution_type
        ) THEN judged.article END) AS articles,
        count(judged.verdict) AS reviewed,
        min(coalesce(judged.period_end, judged.period_start)) AS first_day,
        max(coalesce(judged.period_end, judged.period_start)) AS last_day
    FROM judged_figures AS judged
    WHERE judged.said_by IS NOT NULL
    GROUP BY judged.said_by, judged.attribution_type
)
SELECT
    said_by,
    attribution_type,
    sum(claims) AS claims,
    sum(articles) AS articles,
    sum(reviewed) AS reviewed,
    min(first_day) AS first_day,
    max(last_day) AS last_day
FROM said
GROUP BY said_by, attribution_type;
