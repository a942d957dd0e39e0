-- A stream is fetched when somebody watches, and not before.
alter table stream drop column pull_is_always_on;
