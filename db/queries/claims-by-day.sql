-- title: Claims by day
-- description: How many figures speak of each day, by party, measure and subject, with the lowest and the highest; a figure of several days counts for the last.
-- param: party % whose figures; a name or a LIKE pattern
-- param: measure % killed, wounded, launched ...; a name or a LIKE pattern
SELECT
    period_end AS day,
    party,
    measure,
    subject,
    basis,
    count(*) AS claims,
    count(DISTINCT said_by) AS sources,
    min(coalesce(value, low, high)) AS lowest,
    max(coalesce(value, high, low)) AS highest
FROM standing_figures
WHERE
    period_end IS NOT NULL
    AND stance = 'asserted'
    AND superseded = 0
    AND ifnull(party, '') LIKE :party
    AND measure LIKE :measure
GROUP BY day, party, measure, subject, basis
ORDER BY day, party, measure, subject, basis;
