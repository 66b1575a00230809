-- Notices tell of more than documents: of appeals, paper, late documents. `about` is the number of what they lead to.

ALTER TABLE notice ADD COLUMN about text;

-- What patients do themselves is told too («обращение зарегистрировано»): in their own cabinet only, as 0001 says of the table.
GRANT INSERT ON notice TO medkarta_portal;
