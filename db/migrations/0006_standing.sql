-- Which claims are figures as they were read: those that are no copies, stand in the newest version
-- of their page and have no verdict. Kept by triggers, so that a question about a million claims
-- need not ask of each whether there is a verdict or a newer version.
ALTER TABLE claims ADD COLUMN standing INTEGER NOT NULL DEFAULT 1 CHECK (standing IN (0, 1));

UPDATE claims SET standing = 0
WHERE
    copy_of IS NOT NULL
    OR claim_id IN (SELECT claim_id FROM newest_verdicts)
    OR article IN (SELECT supersedes FROM articles WHERE supersedes IS NOT NULL);

-- What saved queries ask for.
CREATE INDEX standing_measure ON claims (measure, basis, party, period_end) WHERE standing = 1;
CREATE INDEX standing_period ON claims (period_end, period_start) WHERE standing = 1;
CREATE INDEX standing_said_by ON claims (
    coalesce(source, attribution), attribution_type, article, period_end, period_start
) WHERE standing = 1;
CREATE INDEX standing_number ON claims (coalesce(value, low, high)) WHERE standing = 1;
CREATE INDEX standing_place ON claims (place, place_region, place_country) WHERE standing = 1;
CREATE INDEX standing_denied ON claims (party) WHERE standing = 1 AND stance = 'denied';
CREATE INDEX standing_superseded ON claims (party) WHERE standing = 1 AND superseded = 1;
CREATE INDEX standing_via ON claims (period_end) WHERE standing = 1 AND via <> '[]';
CREATE INDEX standing_harm ON claims (
    measure, basis, subject, period_end, place_country, place_region, place, value, low, high,
    stance, superseded
) WHERE standing = 1 AND place IS NOT NULL;
CREATE INDEX claims_number ON claims (coalesce(value, low, high));
CREATE INDEX copies_by_origin ON claims (copy_of, article) WHERE copy_of IS NOT NULL;
CREATE INDEX evidence_notes ON evidence (claim_id, start, "end") WHERE field = 'note';

CREATE TRIGGER claims_stand AFTER INSERT ON claims
WHEN
    new.copy_of IS NOT NULL
    OR EXISTS (SELECT 1 FROM newest_verdicts WHERE newest_verdicts.claim_id = new.claim_id)
    OR EXISTS (SELECT 1 FROM articles WHERE articles.supersedes = new.article)
BEGIN
    UPDATE claims SET standing = 0 WHERE rowid = new.rowid;
END;

CREATE TRIGGER claims_stand_as_copies AFTER UPDATE OF copy_of ON claims
WHEN new.copy_of IS NOT old.copy_of
BEGIN
    UPDATE claims SET standing = (
        new.copy_of IS NULL
        AND NOT EXISTS (SELECT 1 FROM newest_verdicts WHERE newest_verdicts.claim_id = new.claim_id)
        AND NOT EXISTS (SELECT 1 FROM articles WHERE articles.supersedes = new.article)
    )
    WHERE rowid = new.rowid;
END;

CREATE TRIGGER verdicts_stand AFTER INSERT ON newest_verdicts
BEGIN
    UPDATE claims SET standing = 0 WHERE claim_id = new.claim_id AND standing = 1;
END;

CREATE TRIGGER verdicts_fall AFTER DELETE ON newest_verdicts
BEGIN
    UPDATE claims SET standing = (
        copy_of IS NULL
        AND NOT EXISTS (SELECT 1 FROM articles WHERE articles.supersedes = claims.article)
    )
    WHERE claim_id = old.claim_id;
END;

CREATE TRIGGER versions_begin AFTER INSERT ON articles
WHEN new.supersedes IS NOT NULL
BEGIN
    UPDATE claims SET standing = 0 WHERE article = new.supersedes AND standing = 1;
END;

CREATE TRIGGER versions_change AFTER UPDATE OF supersedes ON articles
WHEN new.supersedes IS NOT old.supersedes
BEGIN
    UPDATE claims SET standing = (
        copy_of IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM newest_verdicts WHERE newest_verdicts.claim_id = claims.claim_id
        )
        AND NOT EXISTS (
            SELECT 1 FROM articles AS newer WHERE newer.supersedes = claims.article
        )
    )
    WHERE article IN (old.supersedes, new.supersedes);
END;

CREATE TRIGGER versions_end AFTER DELETE ON articles
WHEN old.supersedes IS NOT NULL
BEGIN
    UPDATE claims SET standing = (
        copy_of IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM newest_verdicts WHERE newest_verdicts.claim_id = claims.claim_id
        )
        AND NOT EXISTS (
            SELECT 1 FROM articles AS newer WHERE newer.supersedes = claims.article
        )
    )
    WHERE article = old.supersedes;
END;
