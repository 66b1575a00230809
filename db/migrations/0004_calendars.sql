-- Production calendars that were imported, and regions' own days off (docs/decisions/0050): reference data, nobody's own.
-- Rows are only added. A calendar that is amended is a new row and the newest counts; the earlier one stays, since a term
-- that was counted by it says so.

CREATE TABLE calendar (
  calendar_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  year        smallint NOT NULL,
  region_code text,                            -- null: the whole country; else only the days that the region adds
  source      text NOT NULL,
  off         date[] NOT NULL,                 -- Monday to Friday; a region's may be any day
  worked      date[] NOT NULL,                 -- Saturdays and Sundays
  short       date[] NOT NULL,                 -- an hour less
  imported_at timestamptz NOT NULL
);
CREATE INDEX calendar_newest ON calendar (year, region_code, calendar_id DESC);

GRANT SELECT, INSERT ON calendar TO medkarta_registry;
GRANT SELECT ON calendar TO medkarta_portal;
