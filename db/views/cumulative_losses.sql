-- Running totals of what each side lost, one row for each claim, by the day they speak for.
CREATE VIEW cumulative_losses AS
SELECT
    period_end AS as_of,
    period_start AS since,
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
    place_country,
    part_of IS NOT NULL AS is_part,
    claim_id,
    article,
    quote
FROM figures
WHERE
    basis = 'cumulative'
    AND measure IN (
        'killed', 'wounded', 'casualties', 'missing', 'captured', 'bodies', 'destroyed', 'damaged'
    )
    AND period_end IS NOT NULL
    AND stance = 'asserted'
    AND superseded = 0
    AND zone <> 'teaser';
