-- Events that make no sense to this control center, and why: acknowledged like the others, so that they stand in no node's way.
create table refused (
    node_id text not null,
    id text not null,
    tenant_id text not null,
    received_at timestamptz not null,
    reason text not null,
    content bytea not null,
    primary key (node_id, id)
);

create index on refused (received_at);

call database.fence_by_tenant('event.refused');
