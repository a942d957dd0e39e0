-- Who did what. Written once: serving requests may add rows, and only the job of retention takes old ones away.
create table audit_entry (
    id text primary key,
    tenant_id text not null,
    at timestamptz not null,
    actor_kind text not null check (actor_kind in ('USER', 'API_TOKEN', 'OPERATOR', 'NOBODY')),
    -- The user's id, or the API token's.
    actor_id text,
    actor_name text not null,
    operation text not null,
    target_id text,
    outcome text not null check (outcome in ('DONE', 'REFUSED', 'FAILED')),
    -- Why it was refused.
    detail text,
    -- What the target was and became, without its secrets.
    before jsonb,
    after jsonb,
    address text,
    user_agent text
);
create index on audit_entry (tenant_id, at, id);
create index on audit_entry (at);

call database.fence_by_tenant('access.audit_entry');
revoke update, delete on audit_entry from flotilla_app;
revoke update on audit_entry from flotilla_jobs;
