-- title: What is said of one event, one row for each claim
-- description: What the chart incident draws. Without a day: the party and the day of which most is said.
-- param: party null whose losses, as Yemen
-- param: day null the day on which the event ended, as 2025-03-14
-- param: measure null what happened, as killed or wounded
-- param: subject null who or what is counted, as combatant or civilian
SELECT * FROM dated_figures
WHERE
    basis = 'incident'
    AND period_end IS NOT NULL
    AND (measure = :measure OR (:measure IS NULL AND measure IN ('killed', 'wounded', 'casualties', 'missing')))
    AND (:subject IS NULL OR subject = :subject)
    AND (:party IS NULL OR party = :party)
    AND (:day IS NULL OR period_end = :day)
ORDER BY published, claim_id;
