-- title: Figures that somebody denied
-- description: Each figure that a text reports in order to deny it, with the sentence and where it was read.
-- param: party % whose figures; a name or a LIKE pattern
SELECT
    figures.period_end AS day,
    figures.party,
    figures.measure,
    figures.subject,
    figures.figure,
    articles.published,
    coalesce(articles.url, articles.origin, articles.given_id, articles.id) AS read_in,
    figures.claim_id,
    figures.quote
FROM figures
INNER JOIN articles ON articles.id = figures.article
WHERE figures.stance = 'denied' AND ifnull(figures.party, '') LIKE :party
ORDER BY articles.published IS NULL, articles.published, figures.claim_id;
