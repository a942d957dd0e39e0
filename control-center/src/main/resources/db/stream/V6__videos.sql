-- Videos that users upload stand among the artifacts. They belong to no stream: id and name of one are made of the hash.
alter table artifact drop constraint artifact_kind_check;
alter table artifact add check (kind in ('CLIP', 'RECORDING', 'VOD'));
alter table artifact drop constraint artifact_status_check;
alter table artifact add check (status in ('REQUESTED', 'UPLOADING', 'RECORDING', 'PROCESSING', 'READY', 'FAILED', 'DELETED'));

create table vod_asset (
    tenant_id text not null,
    hash text not null,
    description text not null,
    filename text not null,
    content_type text not null,
    -- As of a stream.
    policy_kind text not null check (policy_kind in ('PUBLIC', 'SIGNED_TOKEN', 'WEBHOOK')),
    policy bytea not null,
    -- By which the object storage knows the parts; empty when there are none any more.
    upload text not null,
    part_bytes bigint not null,
    -- When the upload is given up.
    upload_until timestamptz not null,
    -- Until then one replica makes one file of the parts and looks at it.
    lease_until timestamptz,
    attempts int not null default 0,
    -- What was found in the file.
    container text not null default '',
    codecs text[] not null default '{}',
    width int not null default 0,
    height int not null default 0,
    primary key (tenant_id, hash),
    foreign key (tenant_id, hash) references artifact on delete cascade
);

create index on vod_asset (upload_until) where upload <> '';

call database.fence_by_tenant('stream.vod_asset');
