-- Whoever solves many puzzles of the sign-up spends nothing of what second factors need.
alter table spent_challenge add column purpose text not null default '';
create index on spent_challenge (purpose);
