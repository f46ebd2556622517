-- title: First and last mention of a figure
-- description: For each party, measure and source that gives this number: the first and the last article that has it, and in how many articles it stands, reprints among them.
-- param: number required the number, in digits, as 968130
-- param: party % whose figures; a name or a LIKE pattern
WITH said AS (
    SELECT
        claims.party,
        claims.measure,
        claims.subject,
        coalesce(claims.source, claims.attribution) AS said_by,
        articles.id,
        articles.published,
        coalesce(articles.url, articles.origin, articles.given_id, articles.id) AS read_in,
        coalesce(articles.published, '9999') || articles.id AS place_in_line
    FROM claims
    INNER JOIN articles ON articles.id = claims.article
    WHERE
        coalesce(claims.value, claims.low, claims.high) = 0 + replace(:number, ',', '')
        AND ifnull(claims.party, '') LIKE :party
)
SELECT
    party,
    measure,
    subject,
    said_by,
    count(DISTINCT said.id) AS articles,
    min(published) AS first_published,
    max(published) AS last_published,
    substr(min(place_in_line || ' ' || read_in), instr(min(place_in_line || ' '), ' ') + 1)
        AS first_read_in,
    substr(max(place_in_line || ' ' || read_in), instr(max(place_in_line || ' '), ' ') + 1)
        AS last_read_in
FROM said
GROUP BY party, measure, subject, said_by
ORDER BY articles DESC, party, measure, subject, said_by;
