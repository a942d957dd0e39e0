-- A flow of "any node of this cluster": node_id is where it was placed last. Null for one that is bound to its node.
alter table flow add column cluster_id text;
-- How long the node may be gone before the flow moves to another one.
alter table flow add column move_after_seconds int check (move_after_seconds between 5 and 86400);
-- Grows with each placement: whoever moves a flow says from which epoch, so that only one does.
alter table flow add column epoch bigint not null default 1;
alter table flow add column placed_at timestamptz not null default now();
-- Why it is where it is, for people.
alter table flow add column placed_because text;
alter table flow add check ((cluster_id is null) = (move_after_seconds is null));

create index on flow (cluster_id) where cluster_id is not null;
create index on flow (tenant_id, name, id);
