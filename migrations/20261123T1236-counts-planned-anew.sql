-- The triggers that count look mentions up by their ids. A plan made once for a session would be the one for the first, nearly empty
-- tables, which reads all of them for each row; these statements are planned each time, for the tables as they are. Statements that
-- change nothing, as most edits and deletions on a public stream, are not worth a plan.

create or replace function count_mentions_changed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from was) then return null; end if;
  execute $count$
    insert into public.mention_count_change (workspace_id, query_id, slot, place, lang, form, n)
    select c.workspace_id, q.query_id, date_trunc('hour', c.said_at, 'UTC'), c.place, c.lang, c.form, sum(c.n)
    from (
      select workspace_id, id, said_at, place, lang, form, sum(n) as n
      from (
        select workspace_id, id, said_at, place, lang, form, -1 as n from was where blocked_by is null
        union all select workspace_id, id, said_at, place, lang, form, 1 from now_is where blocked_by is null) both_times
      group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0) c
      cross join lateral (
        select '00000000-0000-0000-0000-000000000000'::uuid
        union all select m.query_id from public.mention_match m where m.workspace_id = c.workspace_id and m.mention_id = c.id) q (query_id)
    group by 1, 2, 3, 4, 5, 6 having sum(c.n) <> 0
  $count$;
  return null;
end $$;

create or replace function count_matches_found() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  execute $count$
    insert into public.mention_count_change (workspace_id, query_id, slot, place, lang, form, n)
    select f.workspace_id, f.query_id, date_trunc('hour', m.said_at, 'UTC'), m.place, m.lang, m.form, count(*)
    from found f join public.mention m on m.workspace_id = f.workspace_id and m.id = f.mention_id
    where m.blocked_by is null group by 1, 2, 3, 4, 5, 6
  $count$;
  return null;
end $$;

create or replace function count_matches_lost() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from lost) then return null; end if;
  execute $count$
    insert into public.mention_count_change (workspace_id, query_id, slot, place, lang, form, n)
    select l.workspace_id, l.query_id, date_trunc('hour', m.said_at, 'UTC'), m.place, m.lang, m.form, -count(*)
    from lost l join public.mention m on m.workspace_id = l.workspace_id and m.id = l.mention_id
    where m.blocked_by is null group by 1, 2, 3, 4, 5, 6
  $count$;
  return null;
end $$;
