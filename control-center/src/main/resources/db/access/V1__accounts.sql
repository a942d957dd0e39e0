-- A person who signs in with a password that we keep.
create table account (
    id text primary key,
    tenant_id text not null,
    login text not null,
    display_name text not null,
    role text not null check (role in ('OWNER', 'ADMIN', 'MEMBER', 'VIEWER', 'OPERATOR')),
    password_hash text not null,
    must_change_password boolean not null,
    created_at timestamptz not null default now()
);
create unique index account_login on account (lower(login));
create index account_tenant on account (tenant_id);

-- One sign-in. A token is worth nothing once its session is gone.
create table session (
    id text primary key,
    tenant_id text not null,
    account_id text not null references account on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index session_account on session (account_id);
create index session_expiry on session (expires_at);

-- What signs our tokens; the newest signs, all verify.
create table signing_key (
    id text primary key,
    public_key bytea not null,
    sealed_private_key bytea not null,
    created_at timestamptz not null default now()
);

call database.fence_by_tenant('access.account');
call database.fence_by_tenant('access.session');
call database.open_to_jobs('access.signing_key');
