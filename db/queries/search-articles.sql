-- title: Full-text search in articles
-- description: The articles in whose text all the words stand, in any order and form, with a passage around them, best matches first.
-- param: words required one or more words, such as "drones Kharkiv"
SELECT
    coalesce(articles.url, articles.origin, articles.given_id, articles.id) AS article,
    articles.published,
    articles.outlet,
    snippet(articles_fts, 1, '[', ']', ' ... ', 16) AS passage,
    (SELECT count(*) FROM claims WHERE claims.article = articles.id) AS claims
FROM articles_fts
INNER JOIN articles ON articles.rowid = articles_fts.rowid
WHERE
    articles_fts MATCH '"' || replace(replace(:words, '"', ''), ' ', '" "') || '"'
ORDER BY articles_fts.rank, articles.rowid
LIMIT 50;
