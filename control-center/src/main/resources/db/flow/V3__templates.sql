-- A flow with parameters: what createFlow takes, as JSON, in whose texts parameters stand. Holds no secrets.
create table template (
    id text primary key,
    tenant_id text not null,
    name text not null,
    description text not null,
    document text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (tenant_id, name)
);

call database.fence_by_tenant('flow.template');
