-- Days of publication that a page's metadata gives besides the one believed, with blanks between:
-- they are a problem of the article, and have to be known when it is read again.
ALTER TABLE sightings ADD COLUMN other_days TEXT;

DROP INDEX sightings_once;

CREATE UNIQUE INDEX sightings_once ON sightings (
    article, ifnull(given_id, ''), ifnull(url, ''), ifnull(title, ''), ifnull(outlet, ''),
    ifnull(origin, ''), ifnull(published, ''), ifnull(published_source, ''),
    ifnull(retrieved, ''), ifnull(bytes_hash, ''), ifnull(extent, ''), ifnull(other_days, '')
);
