-- Where a node's Foghorn is reached, for the nodes of its cluster; null on nodes without one.
alter table node_report add column foghorn_control text;
alter table node_report add column foghorn_http text;

create index on node_report (node_id) where foghorn_control is not null;
