-- What was read on the web, so that it need not be read again while it stays as it is: an address
-- with what its server gave to ask again by, and an entry of the feed at an address with the hash
-- of what the feed says of it. "article" is the text that came of it, where it was one.
CREATE TABLE fetch_state (
    address TEXT NOT NULL,
    entry TEXT NOT NULL DEFAULT '',
    etag TEXT,
    last_modified TEXT,
    fingerprint TEXT,
    article TEXT REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (address, entry)
) STRICT, WITHOUT ROWID;

CREATE INDEX fetch_state_article ON fetch_state (article) WHERE article IS NOT NULL;

-- "summary" where the text is but what a feed says of an article.
ALTER TABLE articles ADD COLUMN extent TEXT CHECK (extent = 'summary');
ALTER TABLE sightings ADD COLUMN extent TEXT CHECK (extent = 'summary');

DROP INDEX sightings_once;
CREATE UNIQUE INDEX sightings_once ON sightings (
    article, ifnull(given_id, ''), ifnull(url, ''), ifnull(title, ''), ifnull(outlet, ''),
    ifnull(origin, ''), ifnull(published, ''), ifnull(published_source, ''),
    ifnull(retrieved, ''), ifnull(bytes_hash, ''), ifnull(extent, '')
);
