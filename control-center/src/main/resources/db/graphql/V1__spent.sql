-- What replicas tell each other: the points that tenants spent at one of them in each of the last seconds, and with no tenant, that it
-- is there. Belongs to no tenant, and is worth nothing after a crash.
create unlogged table spent (
    replica text not null,
    turn bigint not null,
    tenant text not null,
    points bigint not null,
    at timestamptz not null default clock_timestamp(),
    primary key (replica, turn, tenant)
);

create index on spent (at);

call database.open_to_jobs('graphql.spent');
