-- 1,000 tenants, 10,000 nodes, 100,000 streams. The tenant @home, to which those who measure belong, has as many as one tenant may:
-- 9,000 streams and 1,000 nodes; the others share the rest. Run by the superuser, whom no row-level security binds.
-- Statements end with a semicolon at the end of a line.

create temporary table owner as
    select i, case i when 0 then '@home' else 'tenant_' || lpad(to_hex(i), 16, '0') end as tenant_id,
        case i when 0 then '@cluster' else 'cluster_' || lpad(to_hex(i), 16, '0') end as cluster_id
    from generate_series(0, 999) i;

insert into tenant.tenant (tenant_id, name)
    select tenant_id, 'Tenant ' || i from owner where i > 0;

insert into fleet.cluster (id, tenant_id, name, region, created_at)
    select cluster_id, tenant_id, 'default', null, now() from owner where i > 0;

insert into fleet.node (id, tenant_id, cluster_id, name, machine_hash, mac_hashes, addresses, address, roles, agent_version,
        enrolled_at, certificate_expires_at)
    select 'node_' || lpad(to_hex(n), 16, '0'), tenant_id, cluster_id, 'edge-' || n, md5('machine ' || n) || md5('m' || n),
        array[md5('mac ' || n) || md5('m' || n)], array['192.0.2.7', '2001:db8::7'], '192.0.2.7', array['mroute', 'helmsman'], '0.1.0',
        now() - n * interval '1 minute', now() + interval '60 days'
    from generate_series(1, 10000) n join owner on i = case when n <= 1000 then 0 else 1 + n % 999 end;

insert into fleet.node_report (node_id, tenant_id, seen_at, online_until, inventory, health, flows, local_flows)
    select id, tenant_id, now(), now(), '\x@inventory', '\x@health', '', '' from fleet.node where name like 'edge-%';

insert into certificate.issued (serial, tenant_id, node_id, not_before, not_after)
    select md5(id), tenant_id, id, enrolled_at, certificate_expires_at from fleet.node where name like 'edge-%';

insert into stream.stream (id, tenant_id, title, description, name, playback_id, is_suspended, most_viewers, policy_kind, policy,
        created_at, updated_at)
    select 'str_' || md5('stream ' || n), tenant_id, 'Channel ' || n || ' of ' || (array['sport', 'news', 'music', 'church'])[1 + n % 4],
        '', md5('name ' || n), substr(md5('playback ' || n), 1, 16), false, 0, 'PUBLIC', '\x@policy',
        now() - n * interval '1 second', now() - n * interval '1 second'
    from generate_series(1, 100000) n join owner on i = case when n <= 9000 then 0 else 1 + n % 999 end;

-- The key of stream n is "sk_" and the MD5 of "key n".
insert into stream.stream_key (id, tenant_id, stream_id, name, key_hash, prefix, created_at, created_by)
    select 'key_' || lpad(to_hex(n), 16, '0'), s.tenant_id, s.id, 'First key', encode(sha256(k.secret::bytea), 'hex'),
        substr(k.secret, 1, 9), s.created_at, 'bench'
    from generate_series(1, 100000) n
    cross join lateral (select 'sk_' || md5('key ' || n) as secret) k
    join stream.stream s on s.id = 'str_' || md5('stream ' || n);

-- One in ten is pushed on; nothing reads the address here, which is not a sealed one.
insert into stream.push_target (id, tenant_id, stream_id, name, url, masked_url, is_enabled, created_at)
    select 'pt_' || lpad(to_hex(n), 16, '0'), s.tenant_id, s.id, 'elsewhere', '\x00', 'rtmp://example.org/…', false, now()
    from generate_series(10, 100000, 10) n join stream.stream s on s.id = 'str_' || md5('stream ' || n);

-- Of each node the last hundred things that it said; of the first of @home two thousand.
insert into event.inbox (node_id, id, tenant_id, occurred_at, received_at, type, severity, flow_id, message)
    select node.id, 'evt_' || lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(node.id || e), 1, 19),
        tenant_id, at, at, 'flow_started', 'INFO', null, 'The flow was started.'
    from fleet.node
    cross join generate_series(1, 2000) e
    cross join lateral (select now() - e * interval '1 minute' as at) moment
    where name like 'edge-%' and (e <= 10 or tenant_id = '@home' and (e <= 100 or name = 'edge-1'));

insert into flow.node (node_id, tenant_id, generation, answered_generation)
    select id, tenant_id, 1, 1 from fleet.node where name like 'edge-%' on conflict do nothing;

analyze;
