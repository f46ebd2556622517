-- title: What parties to the war say of the losses of one day, one row for each claim
-- description: What the chart both-sides draws. Without a measure: people killed and casualties (killed and wounded). The newest 20,000 claims, or as many as wanted.
-- param: party null whose losses, as RSF
-- param: measure null what happened, as killed or wounded
-- param: subject null who or what is counted, as combatant or civilian
-- param: first_day null the first day, as 2022-02-24
-- param: last_day null the last day, as 2022-03-31
-- param: most 20000 how many claims at most, the newest first; -1 for all
SELECT *
FROM dated_figures
WHERE claim_id IN (
    SELECT claim_id
    FROM standing_figures INDEXED BY figures_newest
    WHERE
        basis = 'day'
        AND attribution_type IN ('belligerent_military', 'belligerent_government')
        AND (measure = :measure OR (:measure IS NULL AND measure IN ('killed', 'casualties')))
        AND (:subject IS NULL OR subject = :subject)
        AND (:party IS NULL OR party = :party)
        AND (:first_day IS NULL OR period_end >= :first_day)
        AND (:last_day IS NULL OR period_end <= :last_day)
        AND zone <> 'teaser'
    ORDER BY period_end DESC, claim_id
    LIMIT :most
)
ORDER BY period_end, claim_id;
