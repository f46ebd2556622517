-- What each side lost in one day: every tally of a day or of 24 hours, one row for each claim.
-- A tally "over the past day" counts for the day on which it ends.
CREATE VIEW daily_losses AS
SELECT
    period_end AS day,
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
    part_of IS NOT NULL AS is_part,
    claim_id,
    article,
    quote
FROM figures
WHERE
    basis = 'day'
    AND measure IN (
        'killed', 'wounded', 'casualties', 'missing', 'captured', 'bodies', 'destroyed', 'damaged'
    )
    AND period_end IS NOT NULL
    AND stance = 'asserted'
    AND superseded = 0
    AND zone <> 'teaser';
