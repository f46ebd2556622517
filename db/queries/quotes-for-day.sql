-- title: Claims with their quotes for one day
-- description: Each figure that covers the day, cumulative ones by the day they speak for, with the sentence as printed and where it was read.
-- param: day required the day, as 2025-05-11
SELECT
    figures.party,
    figures.measure,
    figures.subject,
    figures.figure,
    figures.qualifier,
    figures.basis,
    figures.said_by,
    figures.quote,
    coalesce(articles.url, articles.origin, articles.given_id, articles.id) AS read_in,
    figures.claim_id
FROM figures
INNER JOIN articles ON articles.id = figures.article
WHERE
    figures.period_end >= :day
    AND CASE figures.basis
        WHEN 'cumulative' THEN figures.period_end
        ELSE coalesce(figures.period_start, figures.period_end)
    END <= :day
ORDER BY
    figures.party, figures.measure, figures.subject, figures.said_by, figures.article,
    figures.start;
