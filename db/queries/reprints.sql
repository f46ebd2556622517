-- title: Reports that were printed again
-- description: Each article of which others are reprints, with light edits or none: how many print it, in how many outlets, and when the last one did.
SELECT
    coalesce(first.url, first.origin, first.given_id, first.id) AS first_read_in,
    first.outlet,
    first.published,
    count(*) AS reprints,
    count(DISTINCT articles.outlet) AS outlets,
    max(articles.published) AS last_published
FROM reprints
INNER JOIN articles ON articles.rowid = reprints.article
INNER JOIN articles AS first ON first.rowid = reprints.origin
WHERE reprints.article <> reprints.origin
GROUP BY reprints.origin
ORDER BY reprints DESC, first.published, first.id;
