-- That a tenant wants to leave, or must: who said so, from when on it is deleted, and whether it is served until then. Null while
-- it stays.
alter table tenant add column notice_given_at timestamptz;
alter table tenant add column notice_given_by text;
alter table tenant add column leaves_at timestamptz;
alter table tenant add column is_served_until_then boolean not null default true;
create index on tenant (leaves_at) where leaves_at is not null;

-- How far the deletion of a tenant has come. The row stays when the tenant is gone, without its name.
create table departure (
    tenant_id text primary key,
    name text,
    begun_at timestamptz not null,
    -- Whoever works on it, until when, and the how-manieth that is: writes of an earlier one do not count.
    holder text,
    lease_until timestamptz not null default '-infinity',
    epoch bigint not null default 0,
    -- What is taken away at present, and how many things were.
    step text not null default '',
    taken bigint not null default 0,
    -- Why the last try ended.
    failure text,
    -- When nothing was left for the first time; afterwards it is looked once more for what came late.
    emptied_at timestamptz,
    finished_at timestamptz
);
create index on departure (lease_until) where finished_at is null;
call database.fence_by_tenant('tenant.departure');

-- A tier means something from now on. What was granted before, without a meaning, was a place on machines of one's own.
alter table tenant no force row level security;
update tenant set tier = 'SELF_HOSTED' where tier = 'SHARED';
alter table tenant force row level security;
