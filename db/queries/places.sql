-- title: Everything said of a place
-- description: Each figure of what happened in a place, its region or its country, with who says so and the quote.
-- param: place required the place, region or country, as Sumy; or a LIKE pattern
SELECT
    period_end AS day,
    place,
    place_region AS region,
    measure,
    subject,
    party,
    figure,
    basis,
    said_by,
    claim_id,
    quote
FROM figures
WHERE place LIKE :place OR place_region LIKE :place OR place_country LIKE :place
ORDER BY period_end IS NULL, period_end, measure, subject, claim_id;
