-- A sheet may hold several tables, and more can become of a row.
ALTER TABLE sheets ADD COLUMN part    INTEGER NOT NULL DEFAULT 0; -- 0-based number of the table on the sheet
ALTER TABLE sheets ADD COLUMN joined  INTEGER NOT NULL DEFAULT 0; -- headers of orders whose lines stand elsewhere
ALTER TABLE sheets ADD COLUMN example INTEGER NOT NULL DEFAULT 0; -- examples and tips of a form
ALTER TABLE sheets ADD COLUMN outside INTEGER NOT NULL DEFAULT 0; -- titles above the header
