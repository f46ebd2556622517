-- title: Losses by day
-- description: Each figure for one day or 24 hours of what a party lost, on the day it ends, with who says so and the quote.
-- param: party % whose losses; a name or a LIKE pattern
-- param: measure % killed, casualties, destroyed ...; a name or a LIKE pattern
SELECT
    day,
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
FROM daily_losses
WHERE ifnull(party, '') LIKE :party AND measure LIKE :measure
ORDER BY day, party, measure, subject, said_by, claim_id;
