-- title: Rejected numbers by reason
-- description: The numbers that are no claims, by reason, each with the words around it and where it was read.
-- param: reason % age, money, distance ...; a reason or a LIKE pattern
SELECT
    rejected_numbers.reason,
    rejected_numbers.figure,
    rejected_numbers.rule,
    trim(replace(replace(replace(
        substr(
            articles.text,
            max(1, rejected_numbers.start - 59),
            rejected_numbers."end" + 61 - max(1, rejected_numbers.start - 59)
        ),
        char(13), ' '
    ), char(10), ' '), char(9), ' ')) AS words_around,
    coalesce(articles.url, articles.origin, articles.given_id, articles.id) AS read_in
FROM rejected_numbers
INNER JOIN articles ON articles.id = rejected_numbers.article
WHERE rejected_numbers.reason LIKE :reason
ORDER BY rejected_numbers.reason, articles.rowid, rejected_numbers.start;
