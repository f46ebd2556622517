-- What queries and charts read: claims with the newest verdict laid over. Copies are left out, and
-- so are former versions of a page, and what was rejected or called a duplicate. A verdict on
-- another value than the claim now has does not count. "said_by" is the normalised source, else the
-- attribution as printed. LEFT JOIN, though each figure has its claim: SQLite then leaves the claims
-- alone where a question asks for none of their own columns.
CREATE VIEW figures AS
SELECT
    standing.article,
    standing.claim_id,
    standing.start,
    claims."end",
    standing.figure,
    standing.value,
    standing.low,
    standing.high,
    standing.qualifier,
    standing.measure,
    standing.subject,
    standing.party,
    standing.basis,
    standing.period_start,
    standing.period_end,
    claims.date_precision,
    claims.date_rule,
    standing.attribution,
    standing.attribution_type,
    standing.source,
    claims.via,
    claims.subject_text,
    claims.measure_text,
    standing.stance,
    standing.part_of,
    standing.superseded,
    standing.place,
    standing.place_country,
    standing.place_region,
    standing.zone,
    claims.copy_of,
    claims.quote,
    claims.quote_start,
    claims.quote_end,
    claims.rule,
    claims.confidence,
    claims.run_id,
    standing.said_by,
    standing.verdict
FROM standing_figures AS standing
LEFT JOIN claims ON claims.rowid = standing.claim;
