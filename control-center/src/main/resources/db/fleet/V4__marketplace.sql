-- What an owner says of a cluster, and on which terms others may use it.
alter table cluster add column short_description text not null default '';
alter table cluster add column base_url text;
alter table cluster add column deployment_model text not null default 'SELF_HOSTED'
    check (deployment_model in ('SHARED', 'DEDICATED', 'SELF_HOSTED'));
alter table cluster add column visibility text not null default 'PRIVATE' check (visibility in ('PUBLIC', 'UNLISTED', 'PRIVATE'));
alter table cluster add column requires_approval boolean not null default true;
alter table cluster add column pricing_model text not null default 'FREE_UNMETERED'
    check (pricing_model in ('FREE_UNMETERED', 'METERED', 'MONTHLY', 'CUSTOM', 'TIER_INHERIT'));
alter table cluster add column monthly_price_cents int check (monthly_price_cents >= 0);
-- Run by the platform itself; and one that every tenant may use without asking.
alter table cluster add column is_official boolean not null default false;
alter table cluster add column is_default boolean not null default false check (is_official or not is_default);
-- Null is no limit.
alter table cluster add column most_streams int check (most_streams >= 0);
alter table cluster add column most_viewers int check (most_viewers >= 0);
alter table cluster add column most_bandwidth_mbps int check (most_bandwidth_mbps >= 0);

create index on cluster (name, id) where visibility = 'PUBLIC';

-- That a tenant may use the cluster of another, or asks to. A row of two tenants: each sees those in which it is named.
create table cluster_access (
    id text primary key,
    cluster_id text not null references cluster on delete cascade,
    tenant_id text not null,
    owner_tenant_id text not null,
    status text not null check (status in ('PENDING_APPROVAL', 'ACTIVE', 'SUSPENDED', 'REJECTED', 'ENDED')),
    -- What the tenant said when it asked, and the owner when it decided.
    message text not null default '',
    reason text not null default '',
    decided_by text,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    unique (cluster_id, tenant_id),
    check (tenant_id <> owner_tenant_id)
);

create index on cluster_access (tenant_id, created_at, id);
create index on cluster_access (owner_tenant_id, cluster_id, created_at, id);

-- An offer of access, for one tenant that is named or for whoever has the secret, of which only the hash is kept.
create table cluster_invite (
    id text primary key,
    cluster_id text not null references cluster on delete cascade,
    tenant_id text not null,
    invitee_tenant_id text,
    note text not null,
    secret_hash text not null unique,
    prefix text not null,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);

create index on cluster_invite (tenant_id, cluster_id, created_at, id);
create index on cluster_invite (invitee_tenant_id, created_at, id) where invitee_tenant_id is not null;

-- The key lets an invite be accepted once.
create table cluster_invite_use (
    invite_id text primary key references cluster_invite on delete cascade,
    tenant_id text not null,
    owner_tenant_id text not null,
    used_at timestamptz not null
);

-- Where a tenant's work goes first.
create table preferred_cluster (
    tenant_id text primary key,
    cluster_id text not null references cluster on delete cascade
);

call database.fence_by_tenant('fleet.cluster_access');
call database.fence_by_tenant('fleet.cluster_invite');
call database.fence_by_tenant('fleet.cluster_invite_use');
call database.fence_by_tenant('fleet.preferred_cluster');

-- The other side: an owner sees who uses its clusters and decides on it, and a tenant sees what it is offered.
create policy owner on cluster_access to flotilla_app
    using (owner_tenant_id = current_setting('flotilla.tenant', true))
    with check (owner_tenant_id = current_setting('flotilla.tenant', true));
create policy owner on cluster_invite_use for select to flotilla_app
    using (owner_tenant_id = current_setting('flotilla.tenant', true));
create policy invitee on cluster_invite for select to flotilla_app
    using (invitee_tenant_id = current_setting('flotilla.tenant', true));
