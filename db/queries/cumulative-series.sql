-- title: Running totals over time
-- description: Each cumulative figure of what a party lost, by the day it speaks for, with who says so and the quote.
-- param: party % whose losses; a name or a LIKE pattern
-- param: measure % killed, casualties, destroyed ...; a name or a LIKE pattern
SELECT
    as_of,
    since,
    party,
    measure,
    subject,
    value,
    low,
    high,
    qualifier,
    said_by,
    place,
    claim_id,
    quote
FROM cumulative_losses
WHERE ifnull(party, '') LIKE :party AND measure LIKE :measure
ORDER BY as_of, party, measure, subject, said_by, claim_id;
