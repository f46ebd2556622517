-- Passages with a figure that stand in several reports: what pages carry beside their articles, and
-- what one outlet takes over from another. Reprints of one report count as one in "reports". Where
-- any page was read so that the passage is a teaser, its "zone" is that: what comes back beside other
-- articles belongs to none of them.
CREATE VIEW repeated_passages AS
WITH repeated AS (
    SELECT DISTINCT first FROM repeated_copies
),
printed AS (
    SELECT repeated.first, claims.article, claims.zone
    FROM repeated
    INNER JOIN claims ON claims.claim_id = repeated.first
    UNION ALL
    SELECT repeated.first, copies.article, copies.zone
    FROM repeated
    INNER JOIN claims AS copies ON copies.copy_of = repeated.first
),
counted AS (
    SELECT
        printed.first,
        max(printed.zone = 'teaser') AS is_teaser,
        count(DISTINCT articles.rowid) AS articles,
        count(DISTINCT ifnull(reprints.origin, articles.rowid)) AS reports
    FROM printed
    INNER JOIN articles ON articles.id = printed.article
    LEFT JOIN reprints ON reprints.article = articles.rowid
    GROUP BY printed.first
)
SELECT
    claims.claim_id,
    claims.article,
    claims.figure,
    claims.measure,
    claims.quote,
    iif(counted.is_teaser, 'teaser', claims.zone) AS zone,
    counted.articles,
    counted.reports
FROM counted
INNER JOIN claims ON claims.claim_id = counted.first;
