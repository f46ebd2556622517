-- What charts, the list of reprints and that of repeated passages are answered from.

-- The figures that stand, the newest first, with all by which charts choose among them: they read
-- the index from its end until they have enough.
CREATE INDEX figures_newest ON standing_figures (
    period_end DESC, claim_id, basis, measure, subject, party, source, attribution_type, zone
);

-- Texts that were seen at several addresses are found without a look at the others.
CREATE INDEX sightings_elsewhere ON sightings (article, url, outlet, published)
WHERE url IS NOT NULL;

-- Copies in other reports than that of the first of their passage. Reprints of one report are one.
CREATE VIEW copies_in_other_reports AS
SELECT
    copies.rowid AS copy,
    copies.copy_of AS first
FROM claims AS copies
INNER JOIN articles AS here ON here.id = copies.article
INNER JOIN claims AS origin ON origin.claim_id = copies.copy_of
INNER JOIN articles AS there ON there.id = origin.article
LEFT JOIN reprints AS own ON own.article = here.rowid
LEFT JOIN reprints AS others ON others.article = there.rowid
WHERE ifnull(own.origin, here.rowid) <> ifnull(others.origin, there.rowid);

-- The same, kept by triggers: they are few among a million claims. "copy" is the rowid of a claim,
-- "first" the id of the claim that it copies.
CREATE TABLE repeated_copies (
    copy INTEGER PRIMARY KEY,
    first TEXT NOT NULL
) STRICT;

CREATE INDEX repeated_copies_first ON repeated_copies (first);

INSERT INTO repeated_copies SELECT copy, first FROM copies_in_other_reports;

CREATE TRIGGER repeated_begin AFTER INSERT ON claims
BEGIN
    INSERT OR REPLACE INTO repeated_copies
    SELECT copy, first FROM copies_in_other_reports WHERE copy = new.rowid
    UNION ALL
    SELECT copy, first FROM copies_in_other_reports WHERE first = new.claim_id;
END;

CREATE TRIGGER repeated_change AFTER UPDATE OF copy_of, article ON claims
WHEN new.copy_of IS NOT old.copy_of OR new.article <> old.article
BEGIN
    DELETE FROM repeated_copies WHERE copy = old.rowid;
    INSERT INTO repeated_copies
    SELECT copy, first FROM copies_in_other_reports WHERE copy = new.rowid;
END;

CREATE TRIGGER repeated_end AFTER DELETE ON claims
BEGIN
    DELETE FROM repeated_copies WHERE copy = old.rowid;
END;

-- The claims that an article's report decides on: its own, and the copies of them.
CREATE VIEW claims_of_reports AS
SELECT articles.rowid AS report_of, claims.rowid AS claim
FROM articles
INNER JOIN claims ON claims.article = articles.id
UNION ALL
SELECT articles.rowid AS report_of, copies.rowid AS claim
FROM articles
INNER JOIN claims ON claims.article = articles.id
INNER JOIN claims AS copies ON copies.copy_of = claims.claim_id;

CREATE TRIGGER reports_begin AFTER INSERT ON reprints
WHEN new.origin <> new.article
BEGIN
    DELETE FROM repeated_copies
    WHERE copy IN (SELECT claim FROM claims_of_reports WHERE report_of = new.article);
    INSERT INTO repeated_copies
    SELECT copy, first FROM copies_in_other_reports
    WHERE copy IN (SELECT claim FROM claims_of_reports WHERE report_of = new.article);
END;

CREATE TRIGGER reports_change AFTER UPDATE OF article, origin ON reprints
WHEN new.origin <> old.origin OR new.article <> old.article
BEGIN
    DELETE FROM repeated_copies WHERE copy IN (
        SELECT claim FROM claims_of_reports WHERE report_of IN (old.article, new.article)
    );
    INSERT INTO repeated_copies
    SELECT copy, first FROM copies_in_other_reports WHERE copy IN (
        SELECT claim FROM claims_of_reports WHERE report_of IN (old.article, new.article)
    );
END;

CREATE TRIGGER reports_end AFTER DELETE ON reprints
WHEN old.origin <> old.article
BEGIN
    DELETE FROM repeated_copies
    WHERE copy IN (SELECT claim FROM claims_of_reports WHERE report_of = old.article);
    INSERT INTO repeated_copies
    SELECT copy, first FROM copies_in_other_reports
    WHERE copy IN (SELECT claim FROM claims_of_reports WHERE report_of = old.article);
END;
