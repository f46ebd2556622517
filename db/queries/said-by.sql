-- title: Everything a source said
-- description: Each figure whose source, as normalised or as printed, has these words in it, with the day it speaks for and its quote.
-- param: source required words of the source, such as "General Staff"
SELECT
    period_end AS day,
    basis,
    party,
    measure,
    subject,
    figure,
    qualifier,
    stance,
    attribution,
    source,
    claim_id,
    quote
FROM figures
WHERE source LIKE '%' || :source || '%' OR attribution LIKE '%' || :source || '%'
ORDER BY period_end IS NULL, period_end, party, measure, claim_id;
