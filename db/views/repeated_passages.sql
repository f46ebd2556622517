-- Passages with a figure that stand in several reports: what pages carry beside their articles, and
-- what one outlet takes over from another. Reprints of one report count as one in "reports". Where
-- any page was read so that the passage is a teaser, its "zone" is that: what comes back beside other
-- articles belongs to none of them.
CREATE VIEW repeated_passages AS
WITH counted AS (
    SELECT
        copies.copy_of,
        count(DISTINCT copies.article) AS articles,
        count(DISTINCT ifnull(reprints.origin, articles.rowid)) AS reports,
        min(ifnull(reprints.origin, articles.rowid)) AS one_report
    FROM claims AS copies
    INNER JOIN articles ON articles.id = copies.article
    LEFT JOIN reprints ON reprints.article = articles.rowid
    WHERE copies.copy_of IS NOT NULL
    GROUP BY copies.copy_of
)
SELECT
    claims.claim_id,
    claims.article,
    claims.figure,
    claims.measure,
    claims.quote,
    CASE
        WHEN EXISTS (
            SELECT 1 FROM claims AS copies
            WHERE copies.copy_of = claims.claim_id AND copies.zone = 'teaser'
        ) THEN 'teaser'
        ELSE claims.zone
    END AS zone,
    counted.articles + NOT EXISTS (
        SELECT 1 FROM claims AS copies
        WHERE copies.copy_of = claims.claim_id AND copies.article = claims.article
    ) AS articles,
    counted.reports + NOT EXISTS (
        SELECT 1 FROM claims AS copies
        INNER JOIN articles AS pages ON pages.id = copies.article
        LEFT JOIN reprints ON reprints.article = pages.rowid
        WHERE
            copies.copy_of = claims.claim_id
            AND ifnull(reprints.origin, pages.rowid) = ifnull(own.origin, article.rowid)
    ) AS reports
FROM counted
INNER JOIN claims ON claims.claim_id = counted.copy_of
INNER JOIN articles AS article ON article.id = claims.article
LEFT JOIN reprints AS own ON own.article = article.rowid
WHERE counted.reports > 1 OR counted.one_report <> ifnull(own.origin, article.rowid);
