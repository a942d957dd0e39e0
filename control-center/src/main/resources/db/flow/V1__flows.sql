-- How far each node has been told what is wanted of it. The row is also the lock under which its flows change.
create table node (
    node_id text primary key,
    tenant_id text not null,
    -- Grows by one with every change.
    generation bigint not null default 0,
    -- The newest generation that the node has answered.
    answered_generation bigint not null default 0,
    -- Why the node refused that one as a whole; null when it took it.
    refused text
);

create table flow (
    id text primary key,
    tenant_id text not null,
    node_id text not null references node,
    name text not null,
    -- flotilla.flow.v1.FlowSpec; each passphrase in it is sealed and written in Base64.
    definition bytea not null,
    -- The generation in which it last changed.
    generation bigint not null,
    -- Why the node could not apply that change.
    not_applied text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (node_id, name)
);

call database.fence_by_tenant('flow.node');
call database.fence_by_tenant('flow.flow');
