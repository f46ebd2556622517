-- Who says how much: one row for each source, with the span of days its figures speak of.
CREATE VIEW sources AS
SELECT
    said_by,
    attribution_type,
    count(*) AS claims,
    count(DISTINCT article) AS articles,
    count(verdict) AS reviewed,
    min(coalesce(period_end, period_start)) AS first_day,
    max(coalesce(period_end, period_start)) AS last_day
FROM standing_figures
WHERE said_by IS NOT NULL
GROUP BY said_by, attribution_type;
