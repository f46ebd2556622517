-- Figures that cannot all be true: the same thing counted for the same days and place, and one
-- claim's least is more than another's most. Parts of a total are not compared, nor are single
-- incidents, of which one day has many.
CREATE VIEW contradictions AS
SELECT
    measure,
    subject,
    party,
    place,
    basis,
    period_start,
    period_end,
    min(high) AS lowest_most,
    max(low) AS highest_least,
    count(*) AS claims,
    count(DISTINCT said_by) AS sources,
    group_concat(claim_id, ' ') AS claim_ids
FROM standing_figures
WHERE
    basis IN ('day', 'period', 'cumulative')
    AND party IS NOT NULL
    AND period_end IS NOT NULL
    AND part_of IS NULL
    AND stance = 'asserted'
    AND superseded = 0
    AND (low IS NOT NULL OR high IS NOT NULL)
GROUP BY measure, subject, party, place, basis, period_start, period_end
HAVING max(low) > min(high);
