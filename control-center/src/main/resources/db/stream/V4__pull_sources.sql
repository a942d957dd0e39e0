-- A stream with an address of its own is fetched from there, and published by nobody.
alter table stream
    -- Sealed: it may hold what opens it.
    add column pull_url bytea,
    -- What of it people may see.
    add column pull_masked_url text,
    add column pull_is_enabled boolean not null default false,
    add column pull_is_always_on boolean not null default false,
    -- Whose nodes may fetch it; empty for all of the tenant's.
    add column pull_cluster_ids text[] not null default '{}',
    add check ((pull_url is null) = (pull_masked_url is null));

-- Clusters whose nodes may fetch from addresses that are not on the internet.
create table private_source_cluster (
    tenant_id text not null,
    cluster_id text primary key
);

call database.fence_by_tenant('stream.private_source_cluster');
