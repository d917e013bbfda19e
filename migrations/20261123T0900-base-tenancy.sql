-- The ground: who may see what, the list of facts, and the one way to hand work to the job queue.
-- Roles heed_app and heed_ingest exist already (made by the migrator); they own nothing and cannot bypass policies.

grant usage on schema public to heed_app, heed_ingest;

-- The workspace of this transaction, or null. A pooled connection keeps an ended setting as '', hence nullif.
create function current_workspace() returns uuid language sql stable parallel safe
  return nullif(current_setting('heed.workspace', true), '')::uuid;

-- The account of this transaction, or null.
create function current_account() returns text language sql stable parallel safe
  return nullif(current_setting('heed.user', true), '');

-- The workspaces that ingest serves in this transaction.
create function ingest_workspaces() returns uuid[] language sql stable parallel safe
  return string_to_array(nullif(current_setting('heed.workspaces', true), ''), ',')::uuid[];

-- Shuts a table to all but its own workspace. Every table with a workspace_id is passed through here when it is made.
create function own_workspace_only(shut regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', shut);
  execute format('create policy own_workspace on %s to heed_app using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', shut);
  execute format('create policy ingest on %s to heed_ingest using (workspace_id = any (ingest_workspaces())) with check (workspace_id = any (ingest_workspaces()))', shut);
  execute format('grant select, insert, update, delete on %s to heed_app', shut);
end $$;
revoke execute on function own_workspace_only(regclass) from public;

create table fact (
  workspace_id uuid not null,
  id           bigint generated always as identity,
  name         text not null check (name ~ '^[a-z_]+\.[a-z_]+$'),
  user_id      text,
  data         jsonb not null,
  at           timestamptz not null,
  primary key (workspace_id, id)
);
select own_workspace_only('fact');
revoke update, delete on fact from heed_app;
grant insert on fact to heed_ingest;
create index fact_by_name on fact (workspace_id, name, id desc);

-- Carries only workspace, number and name: whoever cares reads the fact itself, under the policies.
create function announce_fact() returns trigger language plpgsql as $$
begin
  perform pg_notify('heed_fact', new.workspace_id || ' ' || new.id || ' ' || new.name);
  return null;
end $$;
create trigger announce after insert on fact for each row execute function announce_fact();

-- Hands work to the queue in the same transaction as the data it is about. The queue's own tables stay shut to the app;
-- the workspace comes from the transaction, never from the caller.
create function enqueue(job text, payload jsonb, run_at timestamptz default null, job_key text default null) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select graphile_worker.add_job(
      job,
      json_build_object('workspaceId', public.current_workspace(), 'data', payload),
      run_at => enqueue.run_at, job_key => enqueue.job_key);
  end;
revoke execute on function enqueue(text, jsonb, timestamptz, text) from public;
grant execute on function enqueue(text, jsonb, timestamptz, text) to heed_app, heed_ingest;
