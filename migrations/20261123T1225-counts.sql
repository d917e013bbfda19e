-- How many mentions there are, by hour, day, query, place, language and form: what figures are read from, so that nobody counts a
-- million rows to draw thirty bars. Counted is what a list shows (nothing blocked), and what was forgotten since. See docs/decisions/0008.

-- The ledger: what each statement changed, written by triggers in its own transaction. It is only ever added to, so writers never
-- wait for one another; the chore listen.compact_counts moves it into the three tables below. The truth is always their sum.
-- query_id: one query's mentions, or all zeros for mentions whatever they match. slot: the UTC hour in which they were said.
create table mention_count_change (
  workspace_id uuid not null,
  query_id     uuid not null,
  slot         timestamptz not null,
  id           bigint generated always as identity,
  place        text not null,
  lang         text not null,
  form         text not null,
  n            integer not null,
  primary key (workspace_id, query_id, slot, id)
);
select own_workspace_only('mention_count_change');
revoke insert, update, delete on mention_count_change from heed_app;
grant select, delete on mention_count_change to heed_ingest;

-- Per hour, whatever the place, language and form.
create table mention_count_hour (
  workspace_id uuid not null,
  query_id     uuid not null,
  slot         timestamptz not null,
  n            integer not null,
  primary key (workspace_id, query_id, slot) include (n)
);
select own_workspace_only('mention_count_hour');

-- Per hour and kind of mention: its place, language and form.
create table mention_count_hour_kind (
  workspace_id uuid not null,
  query_id     uuid not null,
  slot         timestamptz not null,
  place        text not null,
  lang         text not null,
  form         text not null,
  n            integer not null,
  primary key (workspace_id, query_id, slot, place, lang, form) include (n)
);
select own_workspace_only('mention_count_hour_kind');

-- The same per UTC day, for what is asked about many days at once.
create table mention_count_day_kind (
  workspace_id uuid not null,
  query_id     uuid not null,
  slot         timestamptz not null,
  place        text not null,
  lang         text not null,
  form         text not null,
  n            integer not null,
  primary key (workspace_id, query_id, slot, place, lang, form) include (n)
);
select own_workspace_only('mention_count_day_kind');

revoke insert, update, delete on mention_count_hour, mention_count_hour_kind, mention_count_day_kind from heed_app;
grant select, insert, update on mention_count_hour, mention_count_hour_kind, mention_count_day_kind to heed_ingest;

-- The triggers write for whoever changes mentions, also for the app, which may write no counts itself: hence security definer. They see
-- the rows of one statement at once. Whoever changes the matches of a stored mention changes the mention first, in the same
-- transaction, and so holds its row: two who change the same mention count one after the other.
--
-- Those that look mentions up by their ids are planned each time: a plan made once for a session would be the one for the first,
-- nearly empty tables, which reads all of them for each row. Statements that change nothing, as most edits and deletions on a public
-- stream, are not worth a plan.

create function count_mentions_said() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.mention_count_change (workspace_id, query_id, slot, place, lang, form, n)
  select workspace_id, '00000000-0000-0000-0000-000000000000', date_trunc('hour', said_at, 'UTC'), place, lang, form, count(*)
  from said where blocked_by is null group by 1, 3, 4, 5, 6;
  return null;
end $$;
create trigger count_said after insert on mention referencing new table as said for each statement execute function count_mentions_said();

-- What stayed the same cancels out.
create function count_mentions_changed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
create trigger count_changed after update on mention referencing old table as was new table as now_is
  for each statement execute function count_mentions_changed();

create function count_mentions_removed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.mention_count_change (workspace_id, query_id, slot, place, lang, form, n)
  select workspace_id, '00000000-0000-0000-0000-000000000000', date_trunc('hour', said_at, 'UTC'), place, lang, form, -count(*)
  from removed where blocked_by is null group by 1, 3, 4, 5, 6;
  return null;
end $$;
create trigger count_removed after delete on mention referencing old table as removed for each statement execute function count_mentions_removed();

-- A removed mention's matches go first, while it can still be read of what kind it was.
create function remove_matches_first() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from public.mention_match where workspace_id = old.workspace_id and mention_id = old.id;
  return old;
end $$;
create trigger remove_matches before delete on mention for each row execute function remove_matches_first();

create function count_matches_found() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  execute $count$
    insert into public.mention_count_change (workspace_id, query_id, slot, place, lang, form, n)
    select f.workspace_id, f.query_id, date_trunc('hour', m.said_at, 'UTC'), m.place, m.lang, m.form, count(*)
    from found f join public.mention m on m.workspace_id = f.workspace_id and m.id = f.mention_id
    where m.blocked_by is null group by 1, 2, 3, 4, 5, 6
  $count$;
  return null;
end $$;
create trigger count_found after insert on mention_match referencing new table as found for each statement execute function count_matches_found();

create function count_matches_lost() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
create trigger count_lost after delete on mention_match referencing old table as lost for each statement execute function count_matches_lost();

revoke execute on function count_mentions_said(), count_mentions_changed(), count_mentions_removed(), remove_matches_first(),
  count_matches_found(), count_matches_lost() from public;

-- What was stored before: the chore compacts it like all else.
insert into mention_count_change (workspace_id, query_id, slot, place, lang, form, n)
select workspace_id, '00000000-0000-0000-0000-000000000000'::uuid, date_trunc('hour', said_at, 'UTC'), place, lang, form, count(*)
from mention where blocked_by is null group by 1, 3, 4, 5, 6;
insert into mention_count_change (workspace_id, query_id, slot, place, lang, form, n)
select m.workspace_id, f.query_id, date_trunc('hour', m.said_at, 'UTC'), m.place, m.lang, m.form, count(*)
from mention m join mention_match f on f.workspace_id = m.workspace_id and f.mention_id = m.id
where m.blocked_by is null group by 1, 2, 3, 4, 5, 6;

-- Search between two moments: figures and lists ask about a time, and need not pass by all that is older.
drop function search_mentions(tsquery, timestamptz, uuid, integer);
create function search_mentions(words tsquery, since timestamptz, before_at timestamptz, before_id uuid, at_most integer)
  returns setof mention
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select * from public.mention m
      where m.workspace_id = public.current_workspace() and m.tokens @@ words
        and m.said_at >= since and (m.said_at, m.id) < (before_at, before_id)
      order by m.said_at desc, m.id desc
      limit least(at_most, 5000);
  end;
revoke execute on function search_mentions(tsquery, timestamptz, timestamptz, uuid, integer) from public;
grant execute on function search_mentions(tsquery, timestamptz, timestamptz, uuid, integer) to heed_app;
