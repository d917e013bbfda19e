-- What is listened to. A public stream is pulled once per installation, whoever subscribes; a source is a workspace's subscription.

-- System table: seen by a workspace only through its own sources, written by it only through subscribe_stream.
create table stream (
  id              uuid primary key,
  connector       text not null,
  -- Two sources with the same key hear the same stream. A private stream's key holds its workspace.
  key             text not null,
  settings        jsonb not null,
  cursor          jsonb,
  -- All that was said until then has been stored.
  heard_until     timestamptz,
  state           text not null default 'waiting'
                  check (state in ('waiting', 'listening', 'retrying', 'reauthorize', 'stopped')),
  problem         text,
  last_event_at   timestamptz,
  last_success_at timestamptz,
  next_try_at     timestamptz,
  posts_heard     bigint not null default 0,
  quota_left      integer,
  quota_resets_at timestamptz,
  created_at      timestamptz not null,
  unique (connector, key)
);

create table source (
  workspace_id uuid not null references workspace,
  id           uuid not null,
  connector    text not null,
  name         text not null check (char_length(name) between 1 and 200),
  stream_id    uuid not null references stream,
  paused_at    timestamptz,
  created_by   text,
  created_at   timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, stream_id)
);
select own_workspace_only('source');
grant select on source to heed_ingest;
create index source_by_stream on source (stream_id);

alter table stream enable row level security;
create policy subscribed on stream for select to heed_app using (
  exists (select from source s where s.stream_id = stream.id and s.workspace_id = current_workspace()));
create policy ingest on stream to heed_ingest using (true) with check (true);
grant select on stream to heed_app;
grant select, update on stream to heed_ingest;

-- Finds the stream with this key or begins it. Only the id comes back: what others hear is not told.
create function subscribe_stream(new_id uuid, its_connector text, its_key text, its_settings jsonb, at timestamptz) returns uuid
  language sql security definer set search_path = pg_catalog, pg_temp
  begin atomic
    insert into public.stream (id, connector, key, settings, created_at)
      values (new_id, its_connector, its_key, its_settings, at)
      on conflict (connector, key) do update set settings = stream.settings
      returning id;
  end;
revoke execute on function subscribe_stream(uuid, text, text, jsonb, timestamptz) from public;
grant execute on function subscribe_stream(uuid, text, text, jsonb, timestamptz) to heed_app;

-- Sets a stream in motion again after somebody has looked at its problem.
create function retry_stream(its_id uuid) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  begin atomic
    update public.stream set state = 'waiting', problem = null, next_try_at = null
      where id = its_id and exists (select from public.source s where s.stream_id = its_id and s.workspace_id = public.current_workspace());
  end;
revoke execute on function retry_stream(uuid) from public;
grant execute on function retry_stream(uuid) to heed_app;

-- Which workspaces there are to listen for, and with which sources: all that ingest must know before it may name them.
create function subscriptions() returns table (workspace_id uuid, stream_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select s.workspace_id, s.stream_id from public.source s where s.paused_at is null;
  end;
revoke execute on function subscriptions() from public;
grant execute on function subscriptions() to heed_ingest;
