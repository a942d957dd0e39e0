-- The name of a tenant in addresses.
alter table tenant add column subdomain text;
alter table tenant no force row level security;
update tenant set subdomain =
    coalesce(nullif(trim(both '-' from left(regexp_replace(lower(name), '[^a-z0-9]+', '-', 'g'), 40)), ''), 'tenant')
        || '-' || right(tenant_id, 8);
-- A page may load nothing from elsewhere, so a logo from elsewhere was never seen.
update tenant set logo_url = null;
alter table tenant force row level security;
-- A replica of before, which knows nothing of it, still makes tenants while others are new already.
alter table tenant alter column subdomain set default 'tenant-' || left(md5(random()::text || clock_timestamp()::text), 12);
alter table tenant alter column subdomain set not null;
create unique index tenant_subdomain on tenant (subdomain);

-- The logo of a tenant as everybody may see it, found by what it holds.
create table logo (
    tenant_id text primary key,
    hash text not null,
    -- A PNG that was written here.
    content bytea not null
);
create index on logo (hash);
call database.fence_by_tenant('tenant.logo');
