-- The authority that every node trusts. One row; its key is sealed under the purpose "certificate authority".
create table authority (
    only_row boolean primary key check (only_row),
    certificate bytea not null,
    sealed_key bytea not null,
    created_at timestamptz not null default now()
);

call database.open_to_jobs('certificate.authority');

-- Every certificate that a node was given, until it has expired.
create table issued (
    serial text primary key,
    tenant_id text not null,
    node_id text not null,
    not_before timestamptz not null,
    not_after timestamptz not null,
    revoked_at timestamptz
);

create index on issued (node_id);

call database.fence_by_tenant('certificate.issued');
