-- title: Strikes launched and stopped, by day
-- description: For each day, party that fired and weapon: launched, intercepted (shot down), suppressed (jammed, lost) and impacted, by source; of several figures of one source the highest, parts left out.
-- param: party % who fired; a name or a LIKE pattern
WITH whole AS MATERIALIZED (  -- else each row is asked for its quote
    SELECT day, party, subject, measure, said_by, value, low, high
    FROM strikes
    WHERE
        basis IN ('incident', 'day')
        AND day IS NOT NULL
        AND ifnull(party, '') LIKE :party
        AND NOT EXISTS (  -- a part of the same sort of figure, such as those from one direction
            SELECT 1
            FROM claims AS total
            WHERE
                total.article = strikes.article
                AND total.start = strikes.part_of
                AND total.measure = strikes.measure
                AND total.subject = strikes.subject
        )
)
SELECT
    day,
    party,
    subject,
    said_by,
    max(CASE WHEN measure = 'launched' THEN coalesce(value, high, low) END) AS launched,
    max(CASE WHEN measure = 'intercepted' THEN coalesce(value, high, low) END) AS intercepted,
    max(CASE WHEN measure = 'suppressed' THEN coalesce(value, high, low) END) AS suppressed,
    max(CASE WHEN measure = 'impacted' THEN coalesce(value, high, low) END) AS impacted,
    count(*) AS claims
FROM whole
GROUP BY day, party, subject, said_by
ORDER BY day, party, subject, said_by;
