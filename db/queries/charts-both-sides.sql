-- title: What parties to the war say of the losses of one day, one row for each claim
-- description: What the chart both-sides draws. Without a measure: people killed and casualties (killed and wounded).
-- param: party null whose losses, as RSF
-- param: measure null what happened, as killed or wounded
-- param: subject null who or what is counted, as combatant or civilian
-- param: first_day null the first day, as 2022-02-24
-- param: last_day null the last day, as 2022-03-31
SELECT
    figures.claim_id,
    figures.article,
    figures.start,
    figures.value,
    figures.low,
    figures.high,
    figures.qualifier,
    figures.measure,
    figures.subject,
    figures.party,
    figures.basis,
    figures.period_start,
    figures.period_end,
    figures.date_precision,
    figures.date_rule,
    figures.source,
    figures.attribution,
    figures.attribution_type,
    figures.stance,
    figures.part_of,
    figures.superseded,
    figures.place,
    figures.place_country,
    figures.place_region,
    figures.verdict,
    figures.quote,
    articles.published
FROM figures
INNER JOIN articles ON articles.id = figures.article
WHERE
    figures.basis = 'day'
    AND figures.attribution_type IN ('belligerent_military', 'belligerent_government')
    AND (figures.measure = :measure OR (:measure IS NULL AND figures.measure IN ('killed', 'casualties')))
    AND (:subject IS NULL OR figures.subject = :subject)
    AND (:party IS NULL OR figures.party = :party)
    AND (:first_day IS NULL OR figures.period_end >= :first_day)
    AND (:last_day IS NULL OR figures.period_end <= :last_day)
ORDER BY figures.period_end, figures.claim_id;
