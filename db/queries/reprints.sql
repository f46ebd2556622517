-- title: Reports that were printed again
-- description: Each article of which others are reprints, with light edits or none, at addresses of their own: how many print it, in how many outlets, when the last one did, and where.
WITH printed AS (
    SELECT reprints.origin, articles.outlet, articles.published, articles.url
    FROM reprints
    INNER JOIN articles ON articles.rowid = reprints.article
    WHERE reprints.article <> reprints.origin
    UNION ALL
    SELECT coalesce(reprints.origin, articles.rowid), seen.outlet, seen.published, seen.url
    FROM (
        SELECT article, url, min(outlet) AS outlet, min(published) AS published
        FROM sightings
        WHERE
            url IS NOT NULL
            AND article IN (  -- seen at several addresses
                SELECT article
                FROM sightings
                WHERE url IS NOT NULL
                GROUP BY article
                HAVING min(url) <> max(url)
            )
        GROUP BY article, url
    ) AS seen
    INNER JOIN articles ON articles.id = seen.article
    LEFT JOIN reprints ON reprints.article = articles.rowid
    WHERE seen.url <> articles.url
)
SELECT
    coalesce(first.url, first.origin, first.given_id, first.id) AS first_read_in,
    first.outlet,
    first.published,
    count(*) AS reprints,
    count(DISTINCT printed.outlet) AS outlets,
    max(printed.published) AS last_published,
    group_concat(printed.url, ' ') AS also_in
FROM printed
INNER JOIN articles AS first ON first.rowid = printed.origin
GROUP BY printed.origin
ORDER BY reprints DESC, first.published, first.id;
