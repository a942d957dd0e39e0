-- When a roll-out is looked at next: soon while it moves, and rarely while it rests.
alter table target add column look_at timestamptz not null default now();
create index on target (look_at);
