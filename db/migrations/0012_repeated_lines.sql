-- Lines that several pages print: what a site puts below one article after another. By them a
-- passage is known as a repeated one, whatever it looks like.

-- The first lines of each article, by which two are told apart, and the last ones, each by a hash of
-- its words.
CREATE TABLE page_lines (
    line INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (rowid) ON DELETE CASCADE,
    opening INTEGER NOT NULL CHECK (opening IN (0, 1)),
    PRIMARY KEY (line, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX page_lines_article ON page_lines (article);

-- The passages of an article that other articles print below themselves as well: a JSON list of
-- [start, end]. They are read as teasers. Null where nobody has looked yet.
ALTER TABLE articles ADD COLUMN repeated TEXT;
