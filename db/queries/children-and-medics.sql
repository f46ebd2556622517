-- title: Children, medics, aid workers and journalists
-- description: Each figure of children, medics, aid workers or journalists killed, wounded, missing or captured, with who says so and the quote.
-- param: subject % child, medic, aid_worker or journalist; a name or a LIKE pattern
-- param: party % whose people; a name or a LIKE pattern
SELECT
    period_end AS day,
    party,
    subject,
    measure,
    figure,
    qualifier,
    basis,
    said_by,
    place,
    claim_id,
    quote
FROM figures
WHERE
    subject IN ('child', 'medic', 'aid_worker', 'journalist')
    AND +measure IN ('killed', 'wounded', 'casualties', 'missing', 'captured', 'bodies')
    AND stance = 'asserted'
    AND superseded = 0
    AND +subject LIKE :subject
    AND ifnull(party, '') LIKE :party
ORDER BY period_end NULLS LAST, party, subject, measure, claim_id;
