-- Other programs are told what happens here.

-- An address of another program, and the facts it is to be told. Its secret is derived from the installation's and never stored.
create table outgoing_webhook (
  workspace_id  uuid not null references workspace,
  id            uuid not null,
  name          text not null check (char_length(name) between 1 and 80),
  url           text not null check (char_length(url) <= 2000),
  facts         text[] not null check (cardinality(facts) between 1 and 200),
  -- Rises when the secret is changed.
  generation    integer not null default 1,
  created_by    text,
  created_at    timestamptz not null,
  -- Paused: nothing more is collected for it. By somebody, because the address said that it is gone, or because it failed for too long.
  paused_at     timestamptz,
  paused_why    text check (paused_why in ('by_hand', 'gone', 'failing')),
  -- Since when every call has failed, and how many.
  failing_since timestamptz,
  failures      integer not null default 0,
  problem       text check (char_length(problem) <= 300),
  sent_at       timestamptz,
  -- Whoever calls it has it until then, so that its calls go one after another.
  busy_until    timestamptz,
  primary key (workspace_id, id),
  check ((paused_at is null) = (paused_why is null))
);
select own_workspace_only('outgoing_webhook');

-- What it is still to be told. A row is written with the fact and goes when the other side has taken it.
create table outgoing_call (
  workspace_id uuid not null,
  webhook_id   uuid not null,
  fact_id      bigint not null,
  primary key (workspace_id, webhook_id, fact_id),
  foreign key (workspace_id, webhook_id) references outgoing_webhook (workspace_id, id) on delete cascade
);
select own_workspace_only('outgoing_call');

-- A fact that an address is to be told becomes a call in the same transaction, whichever role records it; the queue then makes the call.
-- One that waits for its next try keeps its time.
create function call_outward() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare called uuid;
begin
  for called in
    select w.id from public.outgoing_webhook w
    where w.workspace_id = new.workspace_id and w.paused_at is null and new.name = any (w.facts)
  loop
    insert into public.outgoing_call values (new.workspace_id, called, new.id);
    perform graphile_worker.add_job(
      'people.call_webhook',
      json_build_object('workspaceId', new.workspace_id, 'data', json_build_object('webhookId', called)),
      job_key => 'people.call_webhook:' || called, job_key_mode => 'preserve_run_at');
  end loop;
  return null;
end $$;
revoke execute on function call_outward() from public;
create trigger call_outward after insert on fact for each row execute function call_outward();
