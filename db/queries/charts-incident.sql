-- title: What is said of one event, one row for each claim
-- description: What the chart incident draws. Without a day: the party and the day of which most is said.
-- param: party null whose losses, as Yemen
-- param: day null the day on which the event ended, as 2025-03-14
-- param: measure null what happened, as killed or wounded
-- param: subject null who or what is counted, as combatant or civilian
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
    figures.basis = 'incident'
    AND figures.period_end IS NOT NULL
    AND (figures.measure = :measure OR (:measure IS NULL AND figures.measure IN ('killed', 'wounded', 'casualties', 'missing')))
    AND (:subject IS NULL OR figures.subject = :subject)
    AND (:party IS NULL OR figures.party = :party)
    AND (:day IS NULL OR figures.period_end = :day)
ORDER BY articles.published, figures.claim_id;
