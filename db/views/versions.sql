-- The texts of pages that changed: which one replaced which, and which is the newest.
CREATE VIEW versions AS
SELECT
    articles.id AS article,
    articles.url,
    articles.given_id,
    articles.supersedes,
    newer.id AS superseded_by,
    newer.id IS NULL AS is_newest,
    articles.published,
    articles.published_source,
    articles.retrieved,
    articles.text_hash,
    articles.bytes_hash
FROM articles
LEFT JOIN articles AS newer ON newer.supersedes = articles.id;
