-- title: Copies by origin
-- description: The passages printed in more than one place: the first claim, where it was read, how many copies it has and in how many other articles.
SELECT
    first.claim_id,
    first.figure,
    first.measure,
    count(*) AS copies,
    count(DISTINCT nullif(copy.article, first.article)) AS other_articles,
    coalesce(articles.url, articles.origin, articles.given_id, articles.id) AS first_read_in,
    articles.published AS first_published,
    first.quote
FROM claims AS copy
INNER JOIN claims AS first ON first.claim_id = copy.copy_of
INNER JOIN articles ON articles.id = first.article
GROUP BY first.claim_id
ORDER BY copies DESC, first.claim_id;
