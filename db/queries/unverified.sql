-- title: Figures that nobody could verify
-- description: Each claim of which its own text says that it could not be verified, with those words.
SELECT
    figures.period_end AS day,
    figures.figure,
    figures.measure,
    figures.subject,
    figures.party,
    figures.attribution,
    substr(articles.text, evidence.start + 1, evidence.end - evidence.start) AS words,
    figures.claim_id,
    figures.quote
FROM figures
JOIN evidence ON evidence.claim_id = figures.claim_id AND evidence.field = 'note'
JOIN articles ON articles.id = figures.article
ORDER BY figures.period_end IS NULL, figures.period_end, figures.claim_id;
