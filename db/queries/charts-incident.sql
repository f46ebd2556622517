-- title: What is said of one event, one row for each claim
-- description: What the chart incident draws: the party and the day of which most is said, where none is named. The newest 20,000 claims, or as many as wanted.
-- param: party null whose losses, as Yemen
-- param: day null the day on which the event ended, as 2025-03-14
-- param: measure null what happened, as killed or wounded
-- param: subject null who or what is counted, as combatant or civilian
-- param: most 20000 how many claims at most, the newest first; -1 for all
SELECT *
FROM dated_figures
WHERE claim_id IN (
    SELECT claim_id
    FROM standing_figures INDEXED BY figures_newest
    WHERE
        basis = 'incident'
        AND period_end IS NOT NULL
        AND (measure = :measure OR (:measure IS NULL AND measure IN ('killed', 'wounded', 'casualties', 'missing')))
        AND (:subject IS NULL OR subject = :subject)
        AND (:party IS NULL OR party = :party)
        AND (:day IS NULL OR period_end = :day)
        AND zone <> 'teaser'
    ORDER BY period_end DESC, claim_id
    LIMIT :most
)
ORDER BY published, claim_id;
