-- title: Tolls that rose
-- description: Each earlier toll that the same text replaces by a newer one, with the newer figures of the same kind beside it.
-- param: party % whose figures; a name or a LIKE pattern
WITH earlier AS MATERIALIZED (
    SELECT * FROM figures WHERE superseded = 1 AND ifnull(party, '') LIKE :party
)
SELECT
    earlier.period_end AS day,
    earlier.party,
    earlier.measure,
    earlier.subject,
    earlier.figure AS earlier_toll,
    group_concat(DISTINCT newer.figure) AS newer_tolls,
    coalesce(articles.url, articles.origin, articles.given_id, articles.id) AS read_in,
    earlier.claim_id,
    earlier.quote
FROM earlier
INNER JOIN articles ON articles.id = earlier.article
LEFT JOIN claims AS newer
    ON
        newer.article = earlier.article
        AND newer.superseded = 0
        AND newer.measure = earlier.measure
        AND newer.subject = earlier.subject
        AND newer.party IS earlier.party
        AND newer.basis = earlier.basis
GROUP BY earlier.claim_id
ORDER BY earlier.period_end IS NULL, earlier.period_end, earlier.claim_id;
