-- title: Losses by day and source
-- description: What each source says a party lost in one day or 24 hours, one row for each day, kind of loss and source, with the lowest and the highest figure; parts of a total are left out.
-- param: party % whose losses; a name or a LIKE pattern
-- param: measure % killed, casualties, destroyed ...; a name or a LIKE pattern
-- param: first_day 0000-01-01 the first day, as 2025-05-01
-- param: last_day 9999-12-31 the last day, as 2025-05-31
SELECT
    day,
    party,
    measure,
    subject,
    said_by,
    min(coalesce(value, low, high)) AS lowest,
    max(coalesce(value, high, low)) AS highest,
    count(*) AS claims
FROM daily_losses
WHERE
    ifnull(party, '') LIKE :party
    AND measure LIKE :measure
    AND day BETWEEN :first_day AND :last_day
    AND is_part = 0
GROUP BY day, party, measure, subject, said_by
ORDER BY day, party, measure, subject, said_by;
