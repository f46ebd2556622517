-- title: Which source spoke on which day, one row for each claim
-- description: What the chart coverage draws. The day is that of the article. The newest 20,000 claims, or as many as wanted.
-- param: party null of whose losses or strikes, as Russia
-- param: measure null what happened, as killed or wounded
-- param: source null one source only, by its normalised name
-- param: first_day null the first day, as 2022-02-24
-- param: last_day null the last day, as 2022-03-31
-- param: most 20000 how many claims at most, the newest first; -1 for all
SELECT *
FROM dated_figures
WHERE claim_id IN (
    SELECT standing_figures.claim_id
    FROM articles
    -- In this order of tables: by the days of the articles, until there are enough claims.
    CROSS JOIN standing_figures ON standing_figures.article = articles.id
    WHERE
        (:party IS NULL OR standing_figures.party = :party)
        AND (:measure IS NULL OR standing_figures.measure = :measure)
        AND (:source IS NULL OR standing_figures.source = :source)
        AND (:first_day IS NULL OR articles.published >= :first_day)
        AND (:last_day IS NULL OR articles.published <= :last_day)
        AND standing_figures.zone <> 'teaser'
    ORDER BY articles.published DESC, standing_figures.claim_id
    LIMIT :most
)
ORDER BY published, claim_id;
