-- title: Figures that contradict each other
-- description: What was counted differently for the same days: the lowest and the highest figure, and the claims.
-- param: party % whose figures; a name or a LIKE pattern
SELECT
    period_start,
    period_end,
    party,
    measure,
    subject,
    basis,
    place,
    lowest_most AS lowest,
    highest_least AS highest,
    claims,
    sources,
    claim_ids
FROM contradictions
WHERE party LIKE :party
ORDER BY period_end, period_start, party, measure, subject, basis, place;
