-- title: Newest running total of each party and source
-- description: The latest figure that each source gives for all that a party lost so far, with the day it speaks for and its quote; parts of a total are left out.
-- param: party % whose losses; a name or a LIKE pattern
-- param: measure % killed, casualties, destroyed ...; a name or a LIKE pattern
WITH ranked AS (
    SELECT
        cumulative_losses.*,
        row_number() OVER (
            PARTITION BY party, measure, subject, nullif(place, place_country), said_by
            ORDER BY as_of DESC, coalesce(value, low, high) DESC, claim_id
        ) AS place_in_line
    FROM cumulative_losses
    WHERE
        ifnull(party, '') LIKE :party
        AND measure LIKE :measure
        AND is_part = 0
)
SELECT
    party,
    measure,
    subject,
    value,
    low,
    high,
    qualifier,
    as_of,
    since,
    said_by,
    place,
    claim_id,
    quote
FROM ranked
WHERE place_in_line = 1
ORDER BY party, measure, subject, as_of DESC, said_by, place;
