-- title: Drones and missiles launched and stopped in one day or one attack, one row for each claim
-- description: What the chart strikes draws. The party is the one that fired. The newest 20,000 claims, or as many as wanted.
-- param: party null who fired
-- param: subject null what was fired, as drone or ballistic_missile
-- param: source null one source only, by its normalised name
-- param: first_day null the first day, as 2022-02-24
-- param: last_day null the last day, as 2022-03-31
-- param: most 20000 how many claims at most, the newest first; -1 for all
SELECT *
FROM dated_figures
WHERE claim_id IN (
    SELECT claim_id
    FROM standing_figures INDEXED BY figures_newest
    WHERE
        basis IN ('incident', 'day')
        AND measure IN ('launched', 'intercepted', 'suppressed')
        AND subject IN ('drone', 'missile', 'ballistic_missile', 'cruise_missile')
        AND (:subject IS NULL OR subject = :subject)
        AND (:party IS NULL OR party = :party)
        AND (:source IS NULL OR source = :source)
        AND (:first_day IS NULL OR period_end >= :first_day)
        AND (:last_day IS NULL OR period_end <= :last_day)
        AND zone <> 'teaser'
    ORDER BY period_end DESC, claim_id
    LIMIT :most
)
ORDER BY period_end, claim_id;
