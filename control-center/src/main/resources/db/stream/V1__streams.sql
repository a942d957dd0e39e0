create table stream (
    id text primary key,
    tenant_id text not null,
    title text not null,
    description text not null,
    -- How the edges call it.
    name text not null unique,
    playback_id text not null,
    is_suspended boolean not null,
    -- 0 for no bound.
    most_viewers int not null,
    -- Both null when it is not recorded.
    recording_window_s int,
    recording_segment_s int check ((recording_window_s is null) = (recording_segment_s is null)),
    policy_kind text not null check (policy_kind in ('PUBLIC', 'SIGNED_TOKEN', 'WEBHOOK')),
    -- flotilla.stream.v1.PlaybackPolicy: of keys only their ids, the webhook's secret sealed.
    policy bytea not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

-- Upper and lower case are one.
create unique index on stream (lower(playback_id));
create index on stream (tenant_id, created_at, id);

-- The key itself is nowhere: only its hash, and the first characters for people to tell keys apart.
create table stream_key (
    id text primary key,
    tenant_id text not null,
    stream_id text not null references stream on delete cascade,
    name text not null,
    key_hash text not null unique,
    prefix text not null,
    created_at timestamptz not null,
    created_by text not null,
    unique (stream_id, name)
);

create table push_target (
    id text primary key,
    tenant_id text not null,
    stream_id text not null references stream on delete cascade,
    name text not null,
    -- Sealed: it holds the key of another platform.
    url bytea not null,
    -- What of it people may see.
    masked_url text not null,
    is_enabled boolean not null,
    created_at timestamptz not null,
    unique (stream_id, name)
);

-- Public keys alone: the private ones leave with the answer that made them.
create table signing_key (
    id text primary key,
    tenant_id text not null,
    name text not null,
    -- X.509 SubjectPublicKeyInfo, DER.
    public_key bytea not null,
    created_at timestamptz not null,
    created_by text not null,
    unique (tenant_id, name)
);

-- What changed lately, for the edges that watch; older rows go. Streams that are gone stand here too.
create table change (
    number bigint generated always as identity primary key,
    tenant_id text not null,
    stream_id text not null,
    name text not null,
    playback_id text not null,
    changed_at timestamptz not null default clock_timestamp()
);

create index on change (changed_at);

call database.fence_by_tenant('stream.stream');
call database.fence_by_tenant('stream.stream_key');
call database.fence_by_tenant('stream.push_target');
call database.fence_by_tenant('stream.signing_key');
call database.fence_by_tenant('stream.change');
