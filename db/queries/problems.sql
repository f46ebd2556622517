-- title: Problems
-- description: What could not be read, and what is odd in what could, with the reason.
SELECT
    problems.origin,
    problems.reason,
    coalesce(articles.url, articles.origin, articles.given_id, articles.id) AS article
FROM problems
LEFT JOIN articles ON articles.id = problems.article
ORDER BY problems.origin, problems.rowid;
