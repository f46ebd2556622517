-- title: Claims for time series
-- description: What a time series is made of: one row for each claim with its days, source, place, article's day and verdict. `tracker series` makes the series.
-- param: party null whose losses or weapons, as Russia
-- param: measure null what happened, as killed or launched
-- param: subject null who or what is counted, as combatant or drone
-- param: source null one source only, normalised or as printed
SELECT * FROM dated_figures
WHERE
    (:party IS NULL OR party = :party)
    AND (:measure IS NULL OR measure = :measure)
    AND (:subject IS NULL OR subject = :subject)
    AND (:source IS NULL OR said_by = :source OR attribution = :source)
-- Without an index: a million rows are read faster as they lie, and sorted.
ORDER BY +period_end, +claim_id;
