-- title: Passages that come back in other reports
-- description: The sentences with figures that stand in several reports which are no reprints of one another, such as the same list of links beside every page: in how many, and where first.
SELECT
    repeated_passages.figure,
    repeated_passages.measure,
    repeated_passages.articles,
    repeated_passages.reports,
    repeated_passages.zone,
    coalesce(articles.url, articles.origin, articles.given_id, articles.id) AS first_read_in,
    repeated_passages.claim_id,
    repeated_passages.quote
FROM repeated_passages
INNER JOIN articles ON articles.id = repeated_passages.article
ORDER BY repeated_passages.reports DESC, repeated_passages.claim_id;
