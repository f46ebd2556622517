-- title: Which source spoke on which day, one row for each claim
-- description: What the chart coverage draws. The day is that of the article.
-- param: party null of whose losses or strikes, as Russia
-- param: measure null what happened, as killed or wounded
-- param: source null one source only, by its normalised name
-- param: first_day null the first day, as 2022-02-24
-- param: last_day null the last day, as 2022-03-31
SELECT * FROM dated_figures
WHERE
    (:party IS NULL OR party = :party)
    AND (:measure IS NULL OR measure = :measure)
    AND (:source IS NULL OR source = :source)
    AND (:first_day IS NULL OR published >= :first_day)
    AND (:last_day IS NULL OR published <= :last_day)
-- Without an index: a million rows are read faster as they lie, and sorted.
ORDER BY published, +claim_id;
