-- How programs act in the name of a person. The token itself is nowhere: only its hash, and its first characters for people.
create table api_token (
    id text primary key,
    tenant_id text not null,
    account_id text not null references account on delete cascade,
    name text not null,
    secret_hash text not null unique,
    prefix text not null,
    scopes text[] not null,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
);
create index on api_token (tenant_id, created_at, id);
create index on api_token (account_id);

call database.fence_by_tenant('access.api_token');
