-- A workspace that tells a made-up story, to try Heed with: at most one in an installation.
alter table workspace add column is_demo boolean not null default false;
create unique index only_demo on workspace (is_demo) where is_demo;

-- Which one it is: whoever opens the demo does not belong to it yet.
create function demo_workspace() returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select w.workspace_id from public.workspace w where w.is_demo;
  end;
revoke execute on function demo_workspace() from public;
grant execute on function demo_workspace() to heed_app;
