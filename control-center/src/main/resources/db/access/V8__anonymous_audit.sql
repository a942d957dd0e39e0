-- Of a tenant that is deleted the audit log keeps what happened and when, and nothing about anybody. The job that takes the rest
-- out can write nothing else over it.
grant update (actor_id, actor_name, target_id, detail, before, after, address, user_agent) on audit_entry to flotilla_jobs;

create policy anonymous_only on audit_entry as restrictive for update to flotilla_jobs using (true)
    with check (actor_id is null and actor_name = '' and target_id is null and detail is null and before is null
        and after is null and address is null and user_agent is null);
