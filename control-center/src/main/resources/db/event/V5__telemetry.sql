-- What is kept for an hour only must be found without reading what is kept for a month.
create index inbox_telemetry on inbox (received_at)
    where type in ('load_balancing', 'client_lifecycle_batch', 'stream_lifecycle_update');
