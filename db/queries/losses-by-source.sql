-- title: Losses by day and source
-- description: What each source says a party lost in one day or 24 hours, one row for each day, kind of loss and source, with the lowest and the highest figure; parts of a total are left out.
-- param: party % whose losses; a name or a LIKE pattern
-- param: measure % killed, casualties, destroyed ...; a name or a LIKE pattern
-- param: first_day 0000-01-01 the first day, as 2025-05-01
-- param: last_day 9999-12-31 the last day, as 2025-05-31
SELECT
    period_end AS day,
    party,
    measure,
    subject,
    said_by,
    min(coalesce(value, low, high)) AS lowest,
    max(coalesce(value, high, low)) AS highest,
    count(*) AS claims
FROM standing_figures
WHERE
    +basis = 'day'
    AND +measure IN (
        'killed', 'wounded', 'casualties', 'missing', 'captured', 'bodies', 'destroyed', 'damaged'
    )
    AND stance = 'asserted'
    AND superseded = 0
    AND part_of IS NULL
    AND zone <> 'teaser'
    AND period_end BETWEEN :first_day AND :last_day
    AND ifnull(party, '') LIKE :party
    AND +measure LIKE :measure
-- All have one basis; it is named for the order of the index, which spares a sort.
GROUP BY day, party, measure, subject, basis, said_by
ORDER BY day, party, measure, subject, basis, said_by;
