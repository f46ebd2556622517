-- title: Figures that nobody could verify
-- description: Each claim of which its own text says that it could not be verified, with those words.
WITH noted AS (
    SELECT
        claims.claim_id,
        claims.article,
        claims.period_end,
        claims.figure,
        claims.measure,
        claims.subject,
        claims.party,
        claims.attribution,
        claims.quote,
        evidence.start,
        evidence."end"
    FROM evidence
    INNER JOIN claims ON claims.claim_id = evidence.claim_id AND claims.standing = 1
    WHERE evidence.field = 'note'
    UNION ALL
    SELECT
        judged_figures.claim_id,
        judged_figures.article,
        judged_figures.period_end,
        judged_figures.figure,
        judged_figures.measure,
        judged_figures.subject,
        judged_figures.party,
        judged_figures.attribution,
        judged_figures.quote,
        evidence.start,
        evidence."end"
    FROM judged_figures
    INNER JOIN evidence
        ON evidence.claim_id = judged_figures.claim_id AND evidence.field = 'note'
)
SELECT
    noted.period_end AS day,
    noted.figure,
    noted.measure,
    noted.subject,
    noted.party,
    noted.attribution,
    substr(articles.text, noted.start + 1, noted."end" - noted.start) AS words,
    noted.claim_id,
    noted.quote
FROM noted
INNER JOIN articles ON articles.id = noted.article
ORDER BY noted.period_end IS NULL, noted.period_end, noted.claim_id;
