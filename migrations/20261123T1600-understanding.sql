-- What machines make of a mention, and what is counted by it.

-- What counts now. Null: not understood yet, or nothing is left of it to be understood. In the fields named in corrected a person's word counts:
-- what machines say later does not change them.
alter table mention
  add column sentiment     text check (sentiment in ('negative', 'neutral', 'positive')),
  add column intent        text check (intent in ('complaint', 'question', 'praise', 'idea', 'request', 'crisis', 'none')),
  add column question      boolean,
  add column needs_answer  boolean,
  add column about_staff   boolean,
  -- How likely it is negative, and positive, as the machine says; neutral is what is left to 1.
  add column negative_p    real check (negative_p between 0 and 1),
  add column positive_p    real check (positive_p between 0 and 1),
  -- The version of the models and rules (UNDERSTOOD_BY) that looked at it last.
  add column understood_by text,
  add column corrected     text[] check (corrected <@ array['sentiment', 'intent', 'question', 'needs_answer', 'about_staff']),
  add constraint mention_understood check (num_nulls(sentiment, intent, question, needs_answer, about_staff) in (0, 5));

-- Lists of what is shown: the index that leads them tells this too.
drop index mention_shown;
create index mention_shown on mention (workspace_id, said_at desc, id desc) include (place, lang, form, sentiment, intent, needs_answer, about_staff)
  where blocked_by is null and forgotten_at is null;

-- The counts say of each of their cells also how many mean what: one column for each sentiment and intent (null: none), and of those again
-- how many need an answer, are about staff, or both. So a cell stays one row: as rows of their own, meanings would be nearly as many as mentions.
alter table mention_count_change
  add column sentiment text, add column intent text, add column needs_answer boolean, add column about_staff boolean;
do $$
declare meanings text;
begin
  select string_agg(format('add column %I integer', s || '_' || i || f), ', ' order by f, s, i) into meanings
  from unnest(array['negative', 'neutral', 'positive']) s,
    unnest(array['complaint', 'question', 'praise', 'idea', 'request', 'crisis', 'none']) i, unnest(array['', '_needs', '_staff', '_both']) f;
  execute 'alter table mention_count_hour ' || meanings;
  execute 'alter table mention_count_hour_kind ' || meanings;
  execute 'alter table mention_count_day_kind ' || meanings;
end $$;

create or replace function count_mentions_said() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.mention_count_change (workspace_id, query_id, slot, place, lang, form, sentiment, intent, needs_answer, about_staff, n)
  select workspace_id, '00000000-0000-0000-0000-000000000000', date_trunc('hour', said_at, 'UTC'), place, lang, form,
    sentiment, intent, needs_answer, about_staff, count(*)
  from said where blocked_by is null group by 1, 3, 4, 5, 6, 7, 8, 9, 10;
  return null;
end $$;

create or replace function count_mentions_changed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from was) then return null; end if;
  execute $count$
    insert into public.mention_count_change (workspace_id, query_id, slot, place, lang, form, sentiment, intent, needs_answer, about_staff, n)
    select c.workspace_id, q.query_id, date_trunc('hour', c.said_at, 'UTC'), c.place, c.lang, c.form,
      c.sentiment, c.intent, c.needs_answer, c.about_staff, sum(c.n)
    from (
      select workspace_id, id, said_at, place, lang, form, sentiment, intent, needs_answer, about_staff, sum(n) as n
      from (
        select workspace_id, id, said_at, place, lang, form, sentiment, intent, needs_answer, about_staff, -1 as n from was where blocked_by is null
        union all
        select workspace_id, id, said_at, place, lang, form, sentiment, intent, needs_answer, about_staff, 1 from now_is where blocked_by is null) both_times
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(n) <> 0) c
      cross join lateral (
        select '00000000-0000-0000-0000-000000000000'::uuid
        union all select m.query_id from public.mention_match m where m.workspace_id = c.workspace_id and m.mention_id = c.id) q (query_id)
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(c.n) <> 0
  $count$;
  return null;
end $$;

create or replace function count_mentions_removed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.mention_count_change (workspace_id, query_id, slot, place, lang, form, sentiment, intent, needs_answer, about_staff, n)
  select workspace_id, '00000000-0000-0000-0000-000000000000', date_trunc('hour', said_at, 'UTC'), place, lang, form,
    sentiment, intent, needs_answer, about_staff, -count(*)
  from removed where blocked_by is null group by 1, 3, 4, 5, 6, 7, 8, 9, 10;
  return null;
end $$;

create or replace function count_matches_found() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  execute $count$
    insert into public.mention_count_change (workspace_id, query_id, slot, place, lang, form, sentiment, intent, needs_answer, about_staff, n)
    select f.workspace_id, f.query_id, date_trunc('hour', m.said_at, 'UTC'), m.place, m.lang, m.form,
      m.sentiment, m.intent, m.needs_answer, m.about_staff, count(*)
    from found f join public.mention m on m.workspace_id = f.workspace_id and m.id = f.mention_id
    where m.blocked_by is null group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  $count$;
  return null;
end $$;

create or replace function count_matches_lost() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from lost) then return null; end if;
  execute $count$
    insert into public.mention_count_change (workspace_id, query_id, slot, place, lang, form, sentiment, intent, needs_answer, about_staff, n)
    select l.workspace_id, l.query_id, date_trunc('hour', m.said_at, 'UTC'), m.place, m.lang, m.form,
      m.sentiment, m.intent, m.needs_answer, m.about_staff, -count(*)
    from lost l join public.mention m on m.workspace_id = l.workspace_id and m.id = l.mention_id
    where m.blocked_by is null group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  $count$;
  return null;
end $$;

-- The last time that stored mentions were understood anew, as the models that understand had become others: from the last heard to the first.
create table understanding_run (
  workspace_id uuid primary key references workspace,
  id           uuid not null,
  -- The UNDERSTOOD_BY that mentions are brought up to.
  version      text not null,
  state        text not null check (state in ('waiting', 'running', 'done', 'cancelled')),
  -- Mentions in all; null until somebody has counted them.
  to_look      integer,
  looked       integer not null default 0,
  -- Of them, those of which something else is thought now.
  changed      integer not null default 0,
  -- What was heard before this mention is still to be looked at.
  below        uuid not null default 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  -- Mentions looked at in a second, lately; null until that can be told.
  per_second   real,
  -- When the last of them were.
  moved_at     timestamptz,
  asked_at     timestamptz not null,
  started_at   timestamptz,
  ended_at     timestamptz
);
select own_workspace_only('understanding_run');
grant select, insert, update on understanding_run to heed_ingest;
