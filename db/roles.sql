-- Run once by a superuser, before `medkarta` migrates a database of your own (the embedded one does this itself).
-- Replace the passwords.
CREATE ROLE medkarta_owner    LOGIN PASSWORD 'change-me' NOSUPERUSER NOBYPASSRLS NOCREATEROLE;
CREATE ROLE medkarta_registry LOGIN PASSWORD 'change-me' NOSUPERUSER NOBYPASSRLS NOCREATEROLE;
CREATE ROLE medkarta_portal   LOGIN PASSWORD 'change-me' NOSUPERUSER NOBYPASSRLS NOCREATEROLE;
CREATE DATABASE medkarta OWNER medkarta_owner;
