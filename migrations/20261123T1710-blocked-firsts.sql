-- A story is heard from its first, or where that is blocked, from its oldest copy that is not: when a first is blocked or a block is undone, what was
-- said in the hours of its copies is to be counted anew as well.
create or replace function note_themes_changed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.theme_change (workspace_id, slot)
  select distinct w.workspace_id, date_trunc('hour', at, 'UTC')
  from was w join now_is n on n.workspace_id = w.workspace_id and n.id = w.id, unnest(array[w.said_at, n.said_at]) at
  where (w.text, w.said_at, w.author_id, w.blocked_by, w.deleted_at, w.forgotten_at, w.copy_of)
    is distinct from (n.text, n.said_at, n.author_id, n.blocked_by, n.deleted_at, n.forgotten_at, n.copy_of)
  union
  select c.workspace_id, date_trunc('hour', c.said_at, 'UTC')
  from was w join now_is n on n.workspace_id = w.workspace_id and n.id = w.id
    join public.mention c on c.workspace_id = n.workspace_id and c.copy_of in (n.id, n.copy_of)
  where (w.blocked_by is null) <> (n.blocked_by is null);
  return null;
end $$;
