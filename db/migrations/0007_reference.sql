-- Reference series: figures of other trackers and official series, for comparison only. A series
-- is the file that it was read from; its points go with it. "start" is the first day of a figure
-- that covers days, and none for a running total.
CREATE TABLE reference_series (
    rowid INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL,
    bytes_hash TEXT,
    mapping TEXT CHECK (mapping IS NULL OR json_valid(mapping))
) STRICT;

INSERT INTO reference_series (name, origin)
SELECT DISTINCT series, 'before migration 0007' FROM reference_points;

CREATE TABLE reference_points_new (
    rowid INTEGER PRIMARY KEY,
    series TEXT NOT NULL REFERENCES reference_series (name) ON DELETE CASCADE,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    start TEXT CHECK (start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    party TEXT NOT NULL,
    measure TEXT NOT NULL,
    subject TEXT NOT NULL,
    basis TEXT NOT NULL,
    source TEXT,
    value ANY CHECK (typeof(value) IN ('integer', 'real', 'null')),
    low ANY CHECK (typeof(low) IN ('integer', 'real', 'null')),
    high ANY CHECK (typeof(high) IN ('integer', 'real', 'null')),
    url TEXT,
    CHECK (coalesce(value, low, high) IS NOT NULL)
) STRICT;

INSERT INTO reference_points_new (series, day, party, measure, subject, basis, value, url)
SELECT series, day, party, measure, subject, basis, value, url FROM reference_points;

DROP TABLE reference_points;

ALTER TABLE reference_points_new RENAME TO reference_points;

CREATE UNIQUE INDEX reference_points_once ON reference_points (
    series, day, party, measure, subject, basis, ifnull(source, ''), ifnull(start, '')
);
