-- Who may join a tenant with the link in a letter. Of the link only its hash is kept. An accepted one goes.
create table invitation (
    id text primary key,
    tenant_id text not null,
    email text not null,
    role text not null check (role in ('OWNER', 'ADMIN', 'MEMBER', 'VIEWER', 'OPERATOR')),
    secret_hash text not null unique,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    unique (tenant_id, email)
);

-- The way back for who has lost their password.
create table password_reset (
    secret_hash text primary key,
    tenant_id text not null,
    account_id text not null references account on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index on password_reset (account_id);

-- Who wants a tenant of their own and has not proved their address yet; they belong to no tenant.
create table sign_up (
    secret_hash text primary key,
    email text not null unique,
    display_name text not null,
    tenant_name text not null,
    password_hash text not null,
    expires_at timestamptz not null
);

call database.fence_by_tenant('access.invitation');
call database.fence_by_tenant('access.password_reset');
call database.open_to_jobs('access.sign_up');
