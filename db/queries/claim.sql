-- title: One claim and why it was read so
-- description: Each decided field of a claim, with its value, the words of the text that decided, and the rule.
-- param: claim required the id of the claim, as other queries print it
SELECT
    evidence.field,
    evidence.value,
    substr(articles.text, evidence.start + 1, evidence."end" - evidence.start) AS words,
    evidence.rule,
    claims.figure,
    coalesce(articles.url, articles.origin, articles.given_id, articles.id) AS read_in,
    claims.quote
FROM claims
INNER JOIN articles ON articles.id = claims.article
INNER JOIN evidence ON evidence.claim_id = claims.claim_id
WHERE claims.claim_id = :claim
ORDER BY evidence.position;
