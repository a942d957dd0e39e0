-- By which playback ids are found, upper and lower case being one. An index on lower(...) is of no use behind row-level security:
-- a function that could tell what it was given must not see the rows of others, so all of the tenant's were read.
alter table stream add column playback_key text generated always as (lower(playback_id)) stored;
create unique index on stream (playback_key);
drop index stream_lower_idx;

alter table artifact add column playback_key text generated always as (lower(playback_id)) stored;
create unique index on artifact (playback_key);
drop index artifact_lower_idx;
