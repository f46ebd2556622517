-- title: Reference series
-- description: The series that claims are compared with: what each counts, its days, how many figures it has and the file it was read from.
SELECT
    reference_series.name,
    reference_points.party,
    reference_points.measure,
    reference_points.subject,
    reference_points.basis,
    reference_points.source,
    count(*) AS points,
    min(reference_points.day) AS first_day,
    max(reference_points.day) AS last_day,
    reference_series.origin
FROM reference_series
INNER JOIN reference_points ON reference_points.series = reference_series.name
GROUP BY
    reference_series.name, reference_points.party, reference_points.measure,
    reference_points.subject, reference_points.basis, reference_points.source
ORDER BY
    reference_series.name, reference_points.party, reference_points.measure,
    reference_points.subject, reference_points.basis, reference_points.source;
