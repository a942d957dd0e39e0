-- Versions of the edge agent, one row for each platform. The tenant is that of the operator who published it; everybody may choose it.
create table edge_release (
    id text primary key,
    tenant_id text not null,
    version text not null,
    platform text not null,
    channel text not null check (channel in ('STABLE', 'RC')),
    -- Where the archive is: at an https address, or in the object storage.
    url text,
    object_key text,
    size_bytes bigint not null,
    sha256 text not null,
    minimum text not null,
    signature bytea not null,
    notes text not null,
    published_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_because text,
    unique (version, platform),
    check (num_nonnulls(url, object_key) <= 1)
);

call database.fence_by_tenant('release.edge_release');

-- What the nodes of a cluster shall run, and how they are brought there.
create table target (
    cluster_id text primary key,
    tenant_id text not null,
    channel text check (channel in ('STABLE', 'RC')),
    version text,
    batch_size integer not null,
    drain_first boolean not null,
    drain_seconds integer not null,
    stop_after integer not null,
    deadline_seconds integer not null,
    is_paused boolean not null,
    set_by text not null,
    set_at timestamptz not null,
    check (num_nonnulls(channel, version) <= 1)
);

call database.fence_by_tenant('release.target');

-- Where each node is on its way to the target's version.
create table node_update (
    node_id text primary key,
    tenant_id text not null,
    cluster_id text not null,
    version text not null,
    version_before text not null,
    state text not null,
    -- The attempt at this node; empty while there was none.
    order_id text not null,
    -- Whose archive the attempt is with; empty when the node must still have the version.
    release_id text not null,
    reason text not null,
    -- Whether the roll-out has made the node drain.
    is_drained boolean not null,
    since timestamptz not null
);

create index node_update_cluster on node_update (cluster_id, node_id);
create index node_update_ordered on node_update (node_id) where state = 'UPDATING';

call database.fence_by_tenant('release.node_update');
