-- title: Drones and missiles launched and stopped in one day or one attack, one row for each claim
-- description: What the chart strikes draws. The party is the one that fired.
-- param: party null who fired
-- param: subject null what was fired, as drone or ballistic_missile
-- param: source null one source only, by its normalised name
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
    figures.basis IN ('incident', 'day')
    AND figures.measure IN ('launched', 'intercepted', 'suppressed')
    AND figures.subject IN ('drone', 'missile', 'ballistic_missile', 'cruise_missile')
    AND (:subject IS NULL OR figures.subject = :subject)
    AND (:party IS NULL OR figures.party = :party)
    AND (:source IS NULL OR figures.source = :source)
    AND (:first_day IS NULL OR figures.period_end >= :first_day)
    AND (:last_day IS NULL OR figures.period_end <= :last_day)
ORDER BY figures.period_end, figures.claim_id;
