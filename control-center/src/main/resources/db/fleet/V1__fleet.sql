create table cluster (
    id text primary key,
    tenant_id text not null,
    name text not null,
    region text,
    created_at timestamptz not null,
    unique (tenant_id, name)
);

-- The secret itself is nowhere: only its hash, and the first characters for people to tell tokens apart.
create table bootstrap_token (
    id text primary key,
    tenant_id text not null,
    cluster_id text not null references cluster,
    kind text not null check (kind in ('edge_node')),
    secret_hash text not null unique,
    prefix text not null,
    description text not null,
    uses_allowed int not null check (uses_allowed > 0),
    uses int not null default 0 check (uses between 0 and uses_allowed),
    expected_address text,
    created_at timestamptz not null,
    created_by text not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);

create index on bootstrap_token (tenant_id, created_at, id);

create table node (
    id text primary key,
    tenant_id text not null,
    cluster_id text not null references cluster,
    name text not null,
    machine_hash text not null,
    mac_hashes text[] not null,
    addresses text[] not null,
    address text not null,
    roles text[] not null,
    agent_version text not null,
    enrolled_at timestamptz not null,
    certificate_expires_at timestamptz not null,
    revoked_at timestamptz,
    unique (tenant_id, machine_hash),
    unique (tenant_id, name)
);

create index on node (cluster_id);

-- What a node last said, as protobuf messages; written at a bounded rate. The latest of a connected node is in memory.
create table node_report (
    node_id text primary key references node,
    tenant_id text not null,
    seen_at timestamptz not null,
    online_until timestamptz not null,
    inventory bytea not null,
    health bytea not null,
    flows bytea not null,
    local_flows bytea not null
);

call database.fence_by_tenant('fleet.cluster');
call database.fence_by_tenant('fleet.bootstrap_token');
call database.fence_by_tenant('fleet.node');
call database.fence_by_tenant('fleet.node_report');
