-- The texts of pages that changed: which one replaced which, and which still stand. Where several
-- texts of one page came in together after a text, each of them replaced it; the last is named.
CREATE VIEW versions AS
SELECT
    articles.id AS article,
    articles.url,
    articles.given_id,
    articles.supersedes,
    (
        SELECT newer.id FROM articles AS newer
        WHERE newer.supersedes = articles.id ORDER BY newer.rowid DESC LIMIT 1
    ) AS superseded_by,
    NOT EXISTS (
        SELECT 1 FROM articles AS newer WHERE newer.supersedes = articles.id
    ) AS is_newest,
    articles.published,
    articles.published_source,
    articles.retrieved,
    articles.text_hash,
    articles.bytes_hash
FROM articles;
