-- title: Figures that nobody could verify
-- description: Each claim of which its own text says that it could not be verified, with those words.
SELECT
    figures.period_end AS day,
    figures.figure,
    figures.measure,
    figures.subject,
    figures.party,
    figures.attribution,
    substr(articles.text, noted.start + 1, noted."end" - noted.start) AS words,
    figures.claim_id,
    figures.quote
FROM evidence AS noted
INNER JOIN figures ON figures.claim_id = noted.claim_id
INNER JOIN articles ON articles.id = figures.article
WHERE noted.field = 'note'
ORDER BY figures.period_end IS NULL, figures.period_end, figures.claim_id;
