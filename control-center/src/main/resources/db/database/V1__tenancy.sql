-- What the migrations of all features call, so that no table can forget a part of it.

-- Fences a table that has a column tenant_id: flotilla_app sees and writes the rows of the tenant that its transaction names
-- in 'flotilla.tenant' (none when it names none); flotilla_jobs sees all. Forced, so that it binds the owner too.
create procedure fence_by_tenant(target regclass) language plpgsql as $$
declare
    home text := (select nspname from pg_namespace n join pg_class c on c.relnamespace = n.oid where c.oid = target);
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy tenant on %s to flotilla_app
        using (tenant_id = current_setting(''flotilla.tenant'', true))
        with check (tenant_id = current_setting(''flotilla.tenant'', true))', target);
    execute format('create policy jobs on %s to flotilla_jobs using (true) with check (true)', target);
    execute format('grant usage on schema %I to flotilla_app, flotilla_jobs', home);
    execute format('grant select, insert, update, delete on %s to flotilla_app, flotilla_jobs', target);
end $$;

-- Opens a table that belongs to no tenant to the jobs across tenants, and to nobody else.
create procedure open_to_jobs(target regclass) language plpgsql as $$
declare
    home text := (select nspname from pg_namespace n join pg_class c on c.relnamespace = n.oid where c.oid = target);
begin
    execute format('grant usage on schema %I to flotilla_jobs', home);
    execute format('grant select, insert, update, delete on %s to flotilla_jobs', target);
end $$;
