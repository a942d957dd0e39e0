-- The codes of an app (RFC 6238) as a second factor. They count once a first one has confirmed that the app has the secret.
create table totp (
    account_id text primary key references account on delete cascade,
    tenant_id text not null,
    sealed_secret bytea not null,
    confirmed_at timestamptz,
    -- The step of time whose code was the last to be taken: it and all before are spent.
    last_step bigint not null default 0
);

-- For who has lost the other factors. Of a code only a keyed hash is kept; one that was used is gone.
create table recovery_code (
    account_id text not null references account on delete cascade,
    code_hash text not null,
    tenant_id text not null,
    primary key (account_id, code_hash)
);

-- Keys of an account that a device of its owner holds (WebAuthn).
create table passkey (
    id text primary key,
    tenant_id text not null,
    account_id text not null references account on delete cascade,
    -- base64url, as browsers say it
    credential_id text not null unique,
    name text not null,
    -- The public key and of which model it is, as the authenticator said it (WebAuthn 6.5.2), base64url.
    credential text not null,
    sign_count bigint not null,
    is_backup_eligible boolean not null,
    is_backed_up boolean not null,
    created_at timestamptz not null default now(),
    last_used_at timestamptz
);
create index on passkey (account_id);

-- Wrong second factors of an account in a row, from wherever; all replicas count together.
create table factor_tries (
    account_id text primary key references account on delete cascade,
    tenant_id text not null,
    wrong int not null,
    last_at timestamptz not null
);

-- A row for each tenant whose people all need a second factor.
create table factor_policy (
    tenant_id text primary key,
    required_since timestamptz not null default now()
);

-- Challenges that were used, until they are too old to be used again.
create table spent_challenge (
    challenge_hash text primary key,
    expires_at timestamptz not null
);
create index on spent_challenge (expires_at);

-- How, and on what, somebody signed in.
alter table session add column signed_in_by text not null default 'PASSWORD'
    check (signed_in_by in ('PASSWORD', 'PASSKEY', 'SIGN_ON', 'LINK'));
alter table session add column is_console boolean not null default false;
alter table session add column address text;
alter table session add column user_agent text;
alter table session add column last_seen_at timestamptz not null default now();

call database.fence_by_tenant('access.totp');
call database.fence_by_tenant('access.recovery_code');
call database.fence_by_tenant('access.passkey');
call database.fence_by_tenant('access.factor_tries');
call database.fence_by_tenant('access.factor_policy');
call database.open_to_jobs('access.spent_challenge');
