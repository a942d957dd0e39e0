-- By which a program goes on without the password; all of a session are one family, and go with it.
create table refresh_token (
    secret_hash text primary key,
    tenant_id text not null,
    session_id text not null references session on delete cascade,
    created_at timestamptz not null default now(),
    used_at timestamptz
);
create index on refresh_token (session_id);

call database.fence_by_tenant('access.refresh_token');
