-- Sealed with the master key, so that a start with the wrong one is noticed before anything is written with it.
create table master_key_check (
    only_row boolean primary key check (only_row),
    sealed bytea not null
);

create table data_key (
    purpose text primary key,
    wrapped bytea not null,
    created_at timestamptz not null default now()
);

call database.open_to_jobs('secret.data_key');
