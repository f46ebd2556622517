-- title: What both sides said of the same day
-- description: The losses of a party in one day or one event of which two sides of a war speak, or one of them and a health ministry: who says which figures, side by side.
-- param: day % the day, as 2025-05-11, or a LIKE pattern, as 2025-05-%
-- param: party % whose losses; a name or a LIKE pattern
WITH said AS (
    SELECT
        period_end AS day,
        party,
        measure,
        subject,
        said_by,
        group_concat(DISTINCT figure) AS figures,
        count(*) AS claims
    FROM standing_figures
    WHERE
        basis IN ('incident', 'day')
        AND measure IN ('killed', 'wounded', 'casualties', 'captured', 'destroyed')
        AND attribution_type IN ('belligerent_military', 'belligerent_government', 'medical')
        AND party LIKE :party
        AND period_end LIKE :day
        AND said_by IS NOT NULL
        AND stance = 'asserted'
        AND superseded = 0
    GROUP BY day, party, measure, subject, said_by
)
SELECT
    one.day,
    one.party,
    one.measure,
    one.subject,
    one.said_by,
    one.figures,
    other.said_by AS other_says,
    other.figures AS other_figures
FROM said AS one
INNER JOIN said AS other
    ON
        other.day = one.day
        AND other.party = one.party
        AND other.measure = one.measure
        AND other.subject = one.subject
        AND other.said_by > one.said_by
ORDER BY one.day, one.party, one.measure, one.subject, one.said_by, other.said_by;
