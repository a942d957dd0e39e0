-- How long clips and recordings are kept after their end, in days: 0 for ever. Null where the next one says: an artifact, its
-- stream, its tenant, the installation.
alter table stream add column keep_days int check (keep_days >= 0);

create table artifact_retention (
    tenant_id text primary key,
    keep_days int not null check (keep_days >= 0)
);

-- Clips and recordings, as users ordered them and as nodes told of them. A stream that is deleted leaves its artifacts behind for
-- a while, so there is no foreign key.
create table artifact (
    tenant_id text not null,
    hash text not null,
    stream_id text not null,
    stream_name text not null,
    kind text not null check (kind in ('CLIP', 'RECORDING')),
    status text not null check (status in ('REQUESTED', 'RECORDING', 'PROCESSING', 'READY', 'FAILED', 'DELETED')),
    title text not null,
    format text not null,
    playback_id text not null,
    keep_days int check (keep_days >= 0),
    created_at timestamptz not null,
    -- Empty when nobody ordered it.
    created_by text not null,
    -- Of the media.
    started_at timestamptz,
    ended_at timestamptz,
    duration_ms bigint not null default 0,
    size_bytes bigint not null default 0,
    segments bigint not null default 0,
    uploaded_segments bigint not null default 0,
    -- The file to begin with in the object storage; empty when nothing is there.
    file text not null default '',
    error text not null default '',
    -- The newest event that counted, and the node that told it; empty before the first.
    told_in text not null default '',
    told_by text not null default '',
    -- When it was first seen that its stream is gone.
    orphaned_at timestamptz,
    deleted_at timestamptz,
    -- Until then one replica clears the object storage; and when nothing was left there to clear.
    cleared_until timestamptz,
    cleared_at timestamptz,
    primary key (tenant_id, hash)
);

-- Upper and lower case are one.
create unique index on artifact (lower(playback_id));
create index on artifact (tenant_id, created_at, hash);
create index on artifact (stream_id, created_at, hash);
create index on artifact (deleted_at) where deleted_at is not null and cleared_at is null;

-- Which node holds it, as the newest event of that node said; an empty path when it does not any more.
create table artifact_copy (
    tenant_id text not null,
    hash text not null,
    node_id text not null,
    path text not null,
    told_in text not null,
    primary key (tenant_id, hash, node_id),
    foreign key (tenant_id, hash) references artifact on delete cascade
);

-- What shall become of an artifact, until it has: the newest order takes the place of the one before.
create table artifact_order (
    number bigint generated always as identity,
    tenant_id text not null,
    hash text not null,
    kind text not null check (kind in ('CLIP', 'START', 'STOP', 'DELETE')),
    -- flotilla.stream.v1.ArtifactOrder
    message bytea not null,
    ordered_at timestamptz not null,
    taken_at timestamptz,
    taken_by text,
    over_at timestamptz,
    primary key (tenant_id, hash),
    foreign key (tenant_id, hash) references artifact on delete cascade
);

create index on artifact_order (number) where over_at is null;

call database.fence_by_tenant('stream.artifact_retention');
call database.fence_by_tenant('stream.artifact');
call database.fence_by_tenant('stream.artifact_copy');
call database.fence_by_tenant('stream.artifact_order');
