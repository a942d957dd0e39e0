-- In which order events became visible: those of a transaction before those of a later one, so that whoever has read all up to the
-- oldest transaction under way has missed none, however long one took. A sequence alone does not say that: a higher number may
-- be seen before a lower one.
alter table inbox add column xact bigint not null default (pg_current_xact_id()::text::bigint);
alter table inbox add column number bigint generated always as identity;
create index inbox_order on inbox (tenant_id, xact, number);

-- Up to where a tenant's events are not all there any more.
create table forgotten (tenant_id text primary key, xact bigint not null);

call database.fence_by_tenant('event.forgotten');
