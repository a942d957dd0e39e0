create table tenant (
    tenant_id text primary key,
    name text not null,
    created_at timestamptz not null default now()
);
create unique index tenant_name on tenant (lower(name));

-- A tenant sees its own row.
call database.fence_by_tenant('tenant.tenant');
