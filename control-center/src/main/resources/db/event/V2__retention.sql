-- A tenant's oldest events are found without reading those of others.
create index on inbox (tenant_id, received_at);
