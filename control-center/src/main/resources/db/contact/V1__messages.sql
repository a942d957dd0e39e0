-- What strangers write to whoever runs the platform. It belongs to no tenant.
create table message (
    id text primary key,
    at timestamptz not null,
    name text not null,
    email text not null,
    text text not null
);
create index on message (at, id);

call database.open_to_jobs('contact.message');
