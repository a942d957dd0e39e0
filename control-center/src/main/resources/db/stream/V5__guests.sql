-- A change of every stream of that tenant, whose row another tenant writes: it lets that one into its cluster, or does not any
-- more. '*' for every tenant. stream_id, name and playback_id are empty then.
alter table change add column of_tenant text;
