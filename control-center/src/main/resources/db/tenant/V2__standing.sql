-- What the platform grants a tenant, and how it looks.
alter table tenant add column tier text not null default 'SHARED'
    check (tier in ('SHARED', 'PREMIUM', 'SELF_HOSTED', 'DEDICATED'));
-- Since when and why nothing new is made and no stream is served; null while all is well.
alter table tenant add column suspended_at timestamptz;
alter table tenant add column suspended_because text;
-- Null is no limit of the tenant's own.
alter table tenant add column most_streams int check (most_streams >= 0);
alter table tenant add column most_nodes int check (most_nodes >= 0);
alter table tenant add column most_clusters int check (most_clusters >= 0);
alter table tenant add column most_flows int check (most_flows >= 0);
alter table tenant add column most_viewers int check (most_viewers >= 0);
alter table tenant add column brand_name text;
alter table tenant add column primary_color text;
alter table tenant add column accent_color text;
alter table tenant add column logo_url text;
