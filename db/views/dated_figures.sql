-- What charts and time series are made of: the figures that stand, each with the day of its article,
-- and with the report that it comes from. Forty reprints are one report: that of the first published.
CREATE VIEW dated_figures AS
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
    figures.source,
    figures.attribution,
    figures.attribution_type,
    figures.said_by,
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
    articles.published,
    ifnull(reprints.origin, articles.rowid) AS report
FROM figures
INNER JOIN articles ON articles.id = figures.article
LEFT JOIN reprints ON reprints.article = articles.rowid
WHERE figures.zone <> 'teaser';
