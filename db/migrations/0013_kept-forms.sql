-- What was typed into a form that came after its session had ended (docs/decisions/0065): sealed, for an hour, for the
-- same account in the same browser. Like a session it stands before the window, so it belongs to an account and to no
-- patient; what it says is readable to neither role without the keyring and the browser's cookie.

CREATE TABLE kept_form (
  account_id     uuid NOT NULL REFERENCES account,
  form_id        uuid NOT NULL DEFAULT gen_random_uuid(),
  browser_digest bytea NOT NULL,               -- SHA-256 of the cookie's value
  sealed         bytea NOT NULL,               -- page, address of the form, its fields
  kept_at        timestamptz NOT NULL,
  PRIMARY KEY (account_id, form_id)
);
CREATE INDEX kept_form_by_age ON kept_form (kept_at);

GRANT SELECT, INSERT, DELETE ON kept_form TO medkarta_portal;
GRANT SELECT, DELETE ON kept_form TO medkarta_registry; -- the broom
