-- The figures that have a verdict, with what it corrects; the part of the view "figures" that cannot
-- be read from claims alone. A verdict on another value than the claim now has does not count. CROSS JOIN keeps
-- the order: verdicts are few.
CREATE VIEW judged_figures AS
SELECT
    claims.article,
    claims.claim_id,
    claims.start,
    claims."end",
    claims.figure,
    CASE WHEN json_type(judged.corrections, '$.value') IS NULL THEN claims.value
        ELSE json_extract(judged.corrections, '$.value') END AS value,
    CASE WHEN json_type(judged.corrections, '$.low') IS NULL THEN claims.low
        ELSE json_extract(judged.corrections, '$.low') END AS low,
    CASE WHEN json_type(judged.corrections, '$.high') IS NULL THEN claims.high
        ELSE json_extract(judged.corrections, '$.high') END AS high,
    CASE WHEN json_type(judged.corrections, '$.qualifier') IS NULL THEN claims.qualifier
        ELSE json_extract(judged.corrections, '$.qualifier') END AS qualifier,
    CASE WHEN json_type(judged.corrections, '$.measure') IS NULL THEN claims.measure
        ELSE json_extract(judged.corrections, '$.measure') END AS measure,
    CASE WHEN json_type(judged.corrections, '$.subject') IS NULL THEN claims.subject
        ELSE json_extract(judged.corrections, '$.subject') END AS subject,
    CASE WHEN json_type(judged.corrections, '$.party') IS NULL THEN claims.party
        ELSE json_extract(judged.corrections, '$.party') END AS party,
    CASE WHEN json_type(judged.corrections, '$.basis') IS NULL THEN claims.basis
        ELSE json_extract(judged.corrections, '$.basis') END AS basis,
    CASE WHEN json_type(judged.corrections, '$.period_start') IS NULL THEN claims.period_start
        ELSE json_extract(judged.corrections, '$.period_start') END AS period_start,
    CASE WHEN json_type(judged.corrections, '$.period_end') IS NULL THEN claims.period_end
        ELSE json_extract(judged.corrections, '$.period_end') END AS period_end,
    claims.date_precision,
    claims.date_rule,
    CASE WHEN json_type(judged.corrections, '$.attribution') IS NULL THEN claims.attribution
        ELSE json_extract(judged.corrections, '$.attribution') END AS attribution,
    CASE WHEN json_type(judged.corrections, '$.attribution_type') IS NULL THEN claims.attribution_type
        ELSE json_extract(judged.corrections, '$.attribution_type') END AS attribution_type,
    CASE WHEN json_type(judged.corrections, '$.source') IS NULL THEN claims.source
        ELSE json_extract(judged.corrections, '$.source') END AS source,
    claims.via,
    claims.subject_text,
    claims.measure_text,
    CASE WHEN json_type(judged.corrections, '$.stance') IS NULL THEN claims.stance
        ELSE json_extract(judged.corrections, '$.stance') END AS stance,
    CASE WHEN json_type(judged.corrections, '$.part_of') IS NULL THEN claims.part_of
        ELSE json_extract(judged.corrections, '$.part_of') END AS part_of,
    CASE WHEN json_type(judged.corrections, '$.superseded') IS NULL THEN claims.superseded
        ELSE json_extract(judged.corrections, '$.superseded') END AS superseded,
    CASE WHEN json_type(judged.corrections, '$.place') IS NULL THEN claims.place
        ELSE json_extract(judged.corrections, '$.place') END AS place,
    CASE WHEN json_type(judged.corrections, '$.place_country') IS NULL THEN claims.place_country
        ELSE json_extract(judged.corrections, '$.place_country') END AS place_country,
    CASE WHEN json_type(judged.corrections, '$.place_region') IS NULL THEN claims.place_region
        ELSE json_extract(judged.corrections, '$.place_region') END AS place_region,
    claims.zone,
    claims.copy_of,
    claims.quote,
    claims.quote_start,
    claims.quote_end,
    claims.rule,
    claims.confidence,
    claims.run_id,
    coalesce(
        CASE WHEN json_type(judged.corrections, '$.source') IS NULL THEN claims.source
            ELSE json_extract(judged.corrections, '$.source') END,
        CASE WHEN json_type(judged.corrections, '$.attribution') IS NULL THEN claims.attribution
            ELSE json_extract(judged.corrections, '$.attribution') END
    ) AS said_by,
    judged.verdict
FROM (
    SELECT
        newest.claim_id,
        CASE WHEN newest.value IS now.value THEN newest.verdict END AS verdict,
        CASE
            WHEN newest.value IS now.value AND newest.verdict = 'correct' THEN newest.corrections
        END AS corrections
    FROM newest_verdicts AS newest
    CROSS JOIN claims AS now ON now.claim_id = newest.claim_id
) AS judged
CROSS JOIN claims ON claims.claim_id = judged.claim_id
WHERE
    claims.copy_of IS NULL
    AND NOT EXISTS (SELECT 1 FROM articles AS newer WHERE newer.supersedes = claims.article)
    AND ifnull(judged.verdict, '') NOT IN ('reject', 'duplicate');
