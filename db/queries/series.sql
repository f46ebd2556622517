-- title: Claims for time series
-- description: What a time series is made of: one row for each claim with its days, source, place, article's day and verdict. `tracker series` makes the series.
-- param: party null whose losses or weapons, as Russia
-- param: measure null what happened, as killed or launched
-- param: subject null who or what is counted, as combatant or drone
-- param: source null one source only, normalised or as printed
SELECT
    figures.claim_id,
    figures.article,
    figures.start,
    figures.figure,
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
    figures.attribution,
    figures.attribution_type,
    figures.source,
    figures.stance,
    figures.part_of,
    figures.superseded,
    figures.place,
    figures.place_country,
    figures.place_region,
    figures.zone,
    figures.verdict,
    figures.quote,
    figures.quote_start,
    articles.published
FROM figures
INNER JOIN articles ON articles.id = figures.article
WHERE
    (:party IS NULL OR figures.party = :party)
    AND (:measure IS NULL OR figures.measure = :measure)
    AND (:subject IS NULL OR figures.subject = :subject)
    AND (:source IS NULL OR figures.said_by = :source OR figures.attribution = :source)
ORDER BY figures.period_end, figures.claim_id;
