-- Where a node is in its life, as people said; a node that never spoke is only enrolled.
alter table node add column lifecycle text not null default 'ACTIVE'
    check (lifecycle in ('ACTIVE', 'DRAINING', 'MAINTENANCE', 'RETIRED'));
-- Why, who and when; null while nobody said anything.
alter table node add column mode_reason text;
alter table node add column mode_set_by text;
alter table node add column mode_set_at timestamptz;

-- The machines that came with the certificate of a node. More than one is worth a question.
create table node_machine (
    node_id text not null references node,
    tenant_id text not null,
    machine_hash text not null,
    mac_hashes text[] not null,
    hostname text not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    primary key (node_id, machine_hash)
);

call database.fence_by_tenant('fleet.node_machine');
