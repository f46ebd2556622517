-- The figures that stand, each with its newest verdict laid over: one narrow row for each, of what
-- questions ask. Left out are copies, former versions of a page, what was rejected and what was
-- called a duplicate. Kept by triggers, so that a question about a million claims is answered from
-- an index, and reads the claims themselves only for their words.
--
-- They take the place of the column "standing" of claims, which knew nothing of what a verdict says.
DROP TRIGGER claims_stand;
DROP TRIGGER claims_stand_as_copies;
DROP TRIGGER verdicts_stand;
DROP TRIGGER verdicts_fall;
DROP TRIGGER versions_begin;
DROP TRIGGER versions_change;
DROP TRIGGER versions_end;
DROP INDEX standing_measure;
DROP INDEX standing_period;
DROP INDEX standing_said_by;
DROP INDEX standing_number;
DROP INDEX standing_place;
DROP INDEX standing_denied;
DROP INDEX standing_superseded;
DROP INDEX standing_via;
DROP INDEX standing_harm;
ALTER TABLE claims DROP COLUMN standing;

-- What the table below has to hold. A verdict on another value than the claim now has does not
-- count; "claim" is the rowid of the claim.
CREATE VIEW figures_laid_over AS
SELECT
    laid.*,
    coalesce(laid.source, laid.attribution) AS said_by
FROM (
    SELECT
        claims.rowid AS claim,
        claims.claim_id,
        claims.article,
        claims.start,
        claims.figure,
        claims.zone,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.value') IS NOT NULL
                THEN json_extract(newest.corrections, '$.value')
            ELSE claims.value
        END AS value,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.low') IS NOT NULL
                THEN json_extract(newest.corrections, '$.low')
            ELSE claims.low
        END AS low,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.high') IS NOT NULL
                THEN json_extract(newest.corrections, '$.high')
            ELSE claims.high
        END AS high,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.qualifier') IS NOT NULL
                THEN json_extract(newest.corrections, '$.qualifier')
            ELSE claims.qualifier
        END AS qualifier,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.measure') IS NOT NULL
                THEN json_extract(newest.corrections, '$.measure')
            ELSE claims.measure
        END AS measure,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.subject') IS NOT NULL
                THEN json_extract(newest.corrections, '$.subject')
            ELSE claims.subject
        END AS subject,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.party') IS NOT NULL
                THEN json_extract(newest.corrections, '$.party')
            ELSE claims.party
        END AS party,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.basis') IS NOT NULL
                THEN json_extract(newest.corrections, '$.basis')
            ELSE claims.basis
        END AS basis,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.period_start') IS NOT NULL
                THEN json_extract(newest.corrections, '$.period_start')
            ELSE claims.period_start
        END AS period_start,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.period_end') IS NOT NULL
                THEN json_extract(newest.corrections, '$.period_end')
            ELSE claims.period_end
        END AS period_end,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.attribution') IS NOT NULL
                THEN json_extract(newest.corrections, '$.attribution')
            ELSE claims.attribution
        END AS attribution,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.attribution_type') IS NOT NULL
                THEN json_extract(newest.corrections, '$.attribution_type')
            ELSE claims.attribution_type
        END AS attribution_type,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.source') IS NOT NULL
                THEN json_extract(newest.corrections, '$.source')
            ELSE claims.source
        END AS source,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.stance') IS NOT NULL
                THEN json_extract(newest.corrections, '$.stance')
            ELSE claims.stance
        END AS stance,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.part_of') IS NOT NULL
                THEN json_extract(newest.corrections, '$.part_of')
            ELSE claims.part_of
        END AS part_of,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.superseded') IS NOT NULL
                THEN json_extract(newest.corrections, '$.superseded')
            ELSE claims.superseded
        END AS superseded,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.place') IS NOT NULL
                THEN json_extract(newest.corrections, '$.place')
            ELSE claims.place
        END AS place,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.place_country') IS NOT NULL
                THEN json_extract(newest.corrections, '$.place_country')
            ELSE claims.place_country
        END AS place_country,
        CASE
            WHEN newest.verdict = 'correct' AND json_type(newest.corrections, '$.place_region') IS NOT NULL
                THEN json_extract(newest.corrections, '$.place_region')
            ELSE claims.place_region
        END AS place_region,
        newest.verdict
    FROM claims
    LEFT JOIN newest_verdicts AS newest
        ON newest.claim_id = claims.claim_id AND newest.value IS claims.value
    WHERE
        claims.copy_of IS NULL
        AND NOT EXISTS (SELECT 1 FROM articles AS newer WHERE newer.supersedes = claims.article)
        AND ifnull(newest.verdict, '') NOT IN ('reject', 'duplicate')
) AS laid;

-- What a verdict corrects has whatever type it is given. "said_by" is the normalised source, else
-- the attribution as printed.
CREATE TABLE standing_figures (
    claim INTEGER PRIMARY KEY,
    claim_id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL,
    start INTEGER NOT NULL,
    figure TEXT NOT NULL,
    zone TEXT NOT NULL,
    value ANY,
    low ANY,
    high ANY,
    qualifier TEXT,
    measure TEXT,
    subject TEXT,
    party TEXT,
    basis TEXT,
    period_start TEXT,
    period_end TEXT,
    attribution TEXT,
    attribution_type TEXT,
    source TEXT,
    stance TEXT,
    part_of ANY,
    superseded ANY,
    place TEXT,
    place_country TEXT,
    place_region TEXT,
    verdict TEXT,
    said_by TEXT
) STRICT;

INSERT INTO standing_figures SELECT * FROM figures_laid_over;

-- What saved queries ask for: where an index has all columns that a question names, in the order in
-- which it groups them, the answer is read from it as it stands. The columns that the condition of
-- an index names are in it too, for older releases of SQLite look them up in the table otherwise.
CREATE INDEX figures_article ON standing_figures (article, start);
CREATE INDEX figures_measure ON standing_figures (measure, basis, party, period_end);
CREATE INDEX figures_period ON standing_figures (period_end, period_start, basis);
CREATE INDEX figures_place ON standing_figures (place, place_region, place_country);
CREATE INDEX figures_source ON standing_figures (source, attribution);
CREATE INDEX figures_said_by ON standing_figures (
    said_by, attribution_type, article, period_end, period_start, verdict
);
CREATE INDEX figures_number ON standing_figures (coalesce(value, low, high)) WHERE verdict IS NULL;
CREATE INDEX figures_denied ON standing_figures (party) WHERE stance = 'denied';
CREATE INDEX figures_superseded ON standing_figures (party) WHERE superseded = 1;
CREATE INDEX figures_protected ON standing_figures (period_end, party, subject, measure, claim_id)
WHERE subject IN ('child', 'medic', 'aid_worker', 'journalist');
CREATE INDEX figures_harm ON standing_figures (
    measure, basis, subject, period_end, place_country, place_region, place, value, low, high,
    stance, superseded
) WHERE place IS NOT NULL;
CREATE INDEX figures_day ON standing_figures (
    period_end, party, measure, subject, basis, said_by, value, low, high, part_of, zone,
    stance, superseded
) WHERE period_end IS NOT NULL AND stance = 'asserted' AND superseded = 0;
CREATE INDEX figures_same ON standing_figures (
    measure, subject, party, place, basis, period_start, period_end, low, high, said_by, claim_id,
    part_of, stance, superseded
)
WHERE
    basis IN ('day', 'period', 'cumulative')
    AND party IS NOT NULL
    AND period_end IS NOT NULL
    AND part_of IS NULL
    AND stance = 'asserted'
    AND superseded = 0;
CREATE INDEX articles_not_noted ON articles (repeated) WHERE repeated IS NULL;
CREATE INDEX claims_via ON claims (article) WHERE via <> '[]';

-- No question reads these any more.
DROP INDEX claims_measure;
DROP INDEX claims_period_end;
DROP INDEX claims_copy_of;

-- A note is found without a look at any other evidence.
DROP INDEX evidence_notes;
CREATE INDEX evidence_notes ON evidence (claim_id, start, "end", field) WHERE field = 'note';

CREATE TRIGGER figures_begin AFTER INSERT ON claims
BEGIN
    INSERT INTO standing_figures SELECT * FROM figures_laid_over WHERE claim = new.rowid;
END;

CREATE TRIGGER figures_change AFTER UPDATE OF
    claim_id, article, start, figure, zone, value, low, high, qualifier, measure, subject, party,
    basis, period_start, period_end, attribution, attribution_type, source, stance, part_of,
    superseded, place, place_country, place_region, copy_of
ON claims
BEGIN
    DELETE FROM standing_figures WHERE claim = old.rowid;
    INSERT INTO standing_figures SELECT * FROM figures_laid_over WHERE claim = new.rowid;
END;

CREATE TRIGGER figures_end AFTER DELETE ON claims
BEGIN
    DELETE FROM standing_figures WHERE claim = old.rowid;
END;

CREATE TRIGGER verdicts_begin AFTER INSERT ON newest_verdicts
BEGIN
    DELETE FROM standing_figures WHERE claim_id = new.claim_id;
    INSERT INTO standing_figures SELECT * FROM figures_laid_over WHERE claim_id = new.claim_id;
END;

CREATE TRIGGER verdicts_change AFTER UPDATE ON newest_verdicts
BEGIN
    DELETE FROM standing_figures WHERE claim_id IN (old.claim_id, new.claim_id);
    INSERT INTO standing_figures
    SELECT * FROM figures_laid_over WHERE claim_id IN (old.claim_id, new.claim_id);
END;

CREATE TRIGGER verdicts_end AFTER DELETE ON newest_verdicts
BEGIN
    DELETE FROM standing_figures WHERE claim_id = old.claim_id;
    INSERT INTO standing_figures SELECT * FROM figures_laid_over WHERE claim_id = old.claim_id;
END;

CREATE TRIGGER versions_begin AFTER INSERT ON articles
WHEN new.supersedes IS NOT NULL
BEGIN
    DELETE FROM standing_figures WHERE article = new.supersedes;
END;

CREATE TRIGGER versions_change AFTER UPDATE OF supersedes ON articles
WHEN new.supersedes IS NOT old.supersedes
BEGIN
    DELETE FROM standing_figures WHERE article IN (old.supersedes, new.supersedes);
    INSERT INTO standing_figures
    SELECT * FROM figures_laid_over WHERE article IN (old.supersedes, new.supersedes);
END;

CREATE TRIGGER versions_end AFTER DELETE ON articles
WHEN old.supersedes IS NOT NULL
BEGIN
    DELETE FROM standing_figures WHERE article = old.supersedes;
    INSERT INTO standing_figures SELECT * FROM figures_laid_over WHERE article = old.supersedes;
END;
