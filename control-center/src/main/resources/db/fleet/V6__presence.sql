-- Whether it was told of a node that it is there: who changes it tells, so that of all replicas one does.
alter table node_report add column told_online boolean not null default false;
update node_report set told_online = online_until > now();
