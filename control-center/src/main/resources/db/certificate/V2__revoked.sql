-- Nodes tell each other's revoked certificates by this list.
create index on issued (tenant_id, revoked_at) where revoked_at is not null;
