-- Drones, missiles and bombs: launched, shot down, suppressed or getting through; one row for each
-- claim. "party" is who fired. A night's attack counts for the day on which it ends.
CREATE VIEW strikes AS
SELECT
    period_end AS day,
    period_start AS since,
    basis,
    party,
    measure,
    subject,
    value,
    low,
    high,
    qualifier,
    said_by,
    attribution_type,
    place,
    part_of,
    claim_id,
    article,
    quote
FROM figures
WHERE
    measure IN ('launched', 'intercepted', 'suppressed', 'impacted')
    AND stance = 'asserted'
    AND superseded = 0
    AND zone <> 'teaser';
