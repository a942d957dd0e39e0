-- The stream that an event concerns.
alter table inbox add column stream_id text generated always as (media ->> 'stream_id') stored;
create index on inbox (stream_id, id) where stream_id is not null;
