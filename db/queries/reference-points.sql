-- title: Points of reference series
-- description: Every figure of the reference series, by day.
-- param: series % the series; a name or a LIKE pattern
SELECT
    series,
    day,
    start,
    party,
    measure,
    subject,
    basis,
    source,
    value,
    low,
    high,
    url
FROM reference_points
WHERE series LIKE :series
ORDER BY series, day, party, measure, subject, basis, source;
