-- title: Copies by origin
-- description: The passages printed in more than one place, the 500 with the most copies: the first claim, where it was read, how many copies it has and in how many other articles.
-- param: least 1 how many copies there are at least
WITH counted AS MATERIALIZED (
    SELECT copy_of, count(*) AS copies, count(DISTINCT article) AS articles
    FROM claims
    WHERE copy_of IS NOT NULL
    GROUP BY copy_of
    HAVING copies >= CAST(:least AS INTEGER)
    ORDER BY copies DESC, copy_of
    LIMIT 500
)
SELECT
    first.claim_id,
    first.figure,
    first.measure,
    counted.copies,
    counted.articles - EXISTS (
        SELECT 1 FROM claims
        WHERE claims.copy_of = first.claim_id AND claims.article = first.article
    ) AS other_articles,
    coalesce(articles.url, articles.origin, articles.given_id, articles.id) AS first_read_in,
    articles.published AS first_published,
    first.quote
FROM counted
INNER JOIN claims AS first ON first.claim_id = counted.copy_of
INNER JOIN articles ON articles.id = first.article
ORDER BY counted.copies DESC, first.claim_id;
