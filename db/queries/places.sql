-- title: Everything said of a place
-- description: Each figure of what happened in a place, its region or its country, with who says so and the quote.
-- param: place required the place, region or country, as Sumy; or a LIKE pattern
SELECT
    standing.period_end AS day,
    standing.place,
    standing.place_region AS region,
    standing.measure,
    standing.subject,
    standing.party,
    standing.figure,
    standing.basis,
    standing.said_by,
    standing.claim_id,
    claims.quote
FROM standing_figures AS standing
INNER JOIN claims ON claims.rowid = standing.claim
WHERE standing.claim IN (  -- found in an index, before any of them is read
    SELECT claim
    FROM standing_figures
    WHERE place LIKE :place OR place_region LIKE :place OR place_country LIKE :place
)
ORDER BY standing.period_end IS NULL, standing.period_end, standing.measure, standing.subject, standing.claim_id;
