-- title: Which source spoke on which day, one row for each claim
-- description: What the chart coverage draws. The day is that of the article.
-- param: party null of whose losses or strikes, as Russia
-- param: measure null what happened, as killed or wounded
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
    (:party IS NULL OR figures.party = :party)
    AND (:measure IS NULL OR figures.measure = :measure)
    AND (:source IS NULL OR figures.source = :source)
    AND (:first_day IS NULL OR articles.published >= :first_day)
    AND (:last_day IS NULL OR articles.published <= :last_day)
ORDER BY articles.published, figures.claim_id;
