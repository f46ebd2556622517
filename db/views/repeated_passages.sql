-- Passages with a figure that stand in several reports: what pages carry beside their articles, and
-- what one outlet takes over from another. Reprints of one report count as one in "reports". Where
-- any page was read so that the passage is a teaser, its "zone" is that: what comes back beside other
-- articles belongs to none of them.
CREATE VIEW repeated_passages AS
SELECT
    claims.claim_id,
    claims.article,
    claims.figure,
    claims.measure,
    claims.quote,
    iif(claims.zone = 'teaser' OR max(copies.zone = 'teaser'), 'teaser', claims.zone) AS zone,
    1 + count(DISTINCT nullif(copies.article, claims.article)) AS articles,
    1 + count(DISTINCT nullif(
        ifnull(reprints.origin, pages.rowid), ifnull(own.origin, article.rowid)
    )) AS reports
FROM claims AS copies
INNER JOIN claims ON claims.claim_id = copies.copy_of
INNER JOIN articles AS article ON article.id = claims.article
INNER JOIN articles AS pages ON pages.id = copies.article
LEFT JOIN reprints AS own ON own.article = article.rowid
LEFT JOIN reprints ON reprints.article = pages.rowid
WHERE copies.copy_of IS NOT NULL
GROUP BY claims.claim_id
HAVING reports > 1;
