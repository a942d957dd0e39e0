-- Since when the tenant may use the cluster, or last could; null while it only asks. Who never could has nothing to be forgotten.
alter table cluster_access add column granted_at timestamptz;
update cluster_access set granted_at = changed_at where status in ('ACTIVE', 'SUSPENDED');
