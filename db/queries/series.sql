-- title: Claims for time series
-- description: What a time series is made of: one row for each claim with its days, source, place, article's day and verdict; the newest 20,000, or as many as wanted. `tracker series` makes the series, of all of them.
-- param: party null whose losses or weapons, as Russia
-- param: measure null what happened, as killed or launched
-- param: subject null who or what is counted, as combatant or drone
-- param: source null one source only, normalised or as printed
-- param: most 20000 how many claims at most, the newest first; -1 for all
WITH newest AS MATERIALIZED (
    SELECT *
    FROM dated_figures
    WHERE
        (:party IS NULL OR party = :party)
        AND (:measure IS NULL OR measure = :measure)
        AND (:subject IS NULL OR subject = :subject)
        AND (:source IS NULL OR said_by = :source OR attribution = :source)
    ORDER BY period_end DESC, claim_id
    LIMIT :most
)
SELECT * FROM newest
ORDER BY period_end, claim_id;
