-- Secrets of a source's settings (passwords, tokens), apart from what may be shown.

-- Encrypted with a key that is not in the database, for this stream alone; null where there are none.
alter table stream add column sealed bytea;

drop function subscribe_stream(uuid, text, text, jsonb, timestamptz);
-- Finds the stream with this key or begins it. Only the id comes back: what others hear is not told.
create function subscribe_stream(new_id uuid, its_connector text, its_key text, its_settings jsonb, its_sealed bytea, at timestamptz)
  returns uuid
  language sql security definer set search_path = pg_catalog, pg_temp
  begin atomic
    insert into public.stream (id, connector, key, settings, sealed, created_at)
      values (new_id, its_connector, its_key, its_settings, its_sealed, at)
      on conflict (connector, key) do update set settings = stream.settings
      returning id;
  end;
revoke execute on function subscribe_stream(uuid, text, text, jsonb, bytea, timestamptz) from public;
grant execute on function subscribe_stream(uuid, text, text, jsonb, bytea, timestamptz) to heed_app;

-- Gives a stream that is this workspace's own other settings, and sets it in motion again. False for one that others may hear.
create function change_stream(its_id uuid, new_settings jsonb, new_sealed bytea) returns boolean
  language sql security definer set search_path = pg_catalog, pg_temp
  begin atomic
    with changed as (
      update public.stream set settings = new_settings, sealed = new_sealed, state = 'waiting', problem = null, next_try_at = null
        where id = its_id and starts_with(key, 'workspace:' || public.current_workspace() || ':')
        returning 1)
    select exists (select from changed);
  end;
revoke execute on function change_stream(uuid, jsonb, bytea) from public;
grant execute on function change_stream(uuid, jsonb, bytea) to heed_app;
