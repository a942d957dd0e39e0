-- Facts from the nodes, each once: a node that did not hear our acknowledgement sends again. The id sorts by time.
create table inbox (
    node_id text not null,
    id text not null,
    tenant_id text not null,
    occurred_at timestamptz not null,
    received_at timestamptz not null,
    type text not null,
    severity text not null,
    flow_id text,
    message text not null,
    primary key (node_id, id)
);

create index on inbox (tenant_id, id, node_id);
create index on inbox (flow_id, id) where flow_id is not null;
create index on inbox (received_at);

call database.fence_by_tenant('event.inbox');
