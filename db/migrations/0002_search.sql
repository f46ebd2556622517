-- Full-text search over the texts of articles and the quotes of claims. Triggers keep it current.

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text,
    content="articles", content_rowid="rowid", tokenize="porter unicode61 remove_diacritics 2"
);

CREATE TRIGGER articles_ai AFTER INSERT ON articles
BEGIN
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;

CREATE TRIGGER articles_ad AFTER DELETE ON articles
BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text)
    VALUES ('delete', old.rowid, old.title, old.text);
END;

CREATE TRIGGER articles_au AFTER UPDATE OF title, text ON articles
WHEN new.title IS NOT old.title OR new.text IS NOT old.text
BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text)
    VALUES ('delete', old.rowid, old.title, old.text);
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;

CREATE VIRTUAL TABLE claims_fts USING fts5 (
    quote,
    content="claims", content_rowid="rowid", tokenize="porter unicode61 remove_diacritics 2"
);

CREATE TRIGGER claims_ai AFTER INSERT ON claims
BEGIN
    INSERT INTO claims_fts (rowid, quote) VALUES (new.rowid, new.quote);
END;

CREATE TRIGGER claims_ad AFTER DELETE ON claims
BEGIN
    INSERT INTO claims_fts (claims_fts, rowid, quote) VALUES ('delete', old.rowid, old.quote);
END;

CREATE TRIGGER claims_au AFTER UPDATE OF quote ON claims
WHEN new.quote IS NOT old.quote
BEGIN
    INSERT INTO claims_fts (claims_fts, rowid, quote) VALUES ('delete', old.rowid, old.quote);
    INSERT INTO claims_fts (rowid, quote) VALUES (new.rowid, new.quote);
END;
