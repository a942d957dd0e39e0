-- Whose account somebody's is who signs on at an OpenID provider.
create table external_identity (
    issuer text not null,
    subject text not null,
    tenant_id text not null,
    account_id text not null references account on delete cascade,
    created_at timestamptz not null default now(),
    primary key (issuer, subject)
);
create index on external_identity (account_id);

call database.fence_by_tenant('access.external_identity');
