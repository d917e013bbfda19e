-- Themes and surges: which terms were said how often on each day, what is said clearly more than usual, and who was told.

-- That something was said, changed or taken away in an hour: written by triggers in the same transaction, only ever added to, so that writers
-- never wait for one another; the chore listen.judge_themes takes it away once it has looked.
create table theme_change (
  workspace_id uuid not null,
  id           bigint generated always as identity,
  slot         timestamptz not null,
  primary key (workspace_id, id)
);
select own_workspace_only('theme_change');
revoke insert, update on theme_change from heed_app;

create function note_themes_said() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.theme_change (workspace_id, slot)
  select distinct workspace_id, date_trunc('hour', said_at, 'UTC') from said;
  return null;
end $$;
create trigger themes_said after insert on mention referencing new table as said for each statement execute function note_themes_said();

create function note_themes_changed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.theme_change (workspace_id, slot)
  select distinct w.workspace_id, date_trunc('hour', at, 'UTC')
  from was w join now_is n on n.workspace_id = w.workspace_id and n.id = w.id, unnest(array[w.said_at, n.said_at]) at
  where (w.text, w.said_at, w.author_id, w.blocked_by, w.deleted_at, w.forgotten_at, w.copy_of)
    is distinct from (n.text, n.said_at, n.author_id, n.blocked_by, n.deleted_at, n.forgotten_at, n.copy_of);
  return null;
end $$;
create trigger themes_changed after update on mention referencing old table as was new table as now_is
  for each statement execute function note_themes_changed();

create function note_themes_removed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.theme_change (workspace_id, slot)
  select distinct workspace_id, date_trunc('hour', said_at, 'UTC') from removed;
  return null;
end $$;
create trigger themes_removed after delete on mention referencing old table as removed for each statement execute function note_themes_removed();
revoke execute on function note_themes_said(), note_themes_changed(), note_themes_removed() from public;

-- A day that is over, in the zone of the first market: what was said on it, by term. Made anew from its mentions whenever one of them changes.
create table term_day (
  workspace_id uuid not null,
  day          date not null,
  zone         text not null,
  -- The terms said most often, as words are compared, and in how many mentions each.
  terms        text[] not null,
  counts       int4[] not null,
  -- Of the first of them in each hour of the local day, 24 for each.
  hours        int4[] not null,
  -- No term that is left out was in more mentions than this.
  left_out_max integer not null,
  -- All mentions in each local hour, and how many each stream brought.
  mentions     int4[] not null,
  streams      jsonb not null,
  primary key (workspace_id, day)
);
select own_workspace_only('term_day');

-- A theme that was said clearly more than usual.
create table surge (
  workspace_id uuid not null,
  id           uuid not null,
  -- Its most telling terms first, as people wrote them, and as they are compared.
  names        text[] not null,
  terms        text[] not null,
  stems        text[] not null,
  query_ids    uuid[] not null,
  -- The mention that has most in common with the others, when it was last looked at.
  voice_id     uuid,
  begun_at     timestamptz not null,
  found_at     timestamptz not null,
  -- When it was last seen to go on.
  flagged_at   timestamptz not null,
  ended_at     timestamptz,
  -- How many people said it when it was last looked at, how many mentions are usual in that time, and how likely so many would be by accident.
  people       integer not null,
  usual        real not null,
  p_value      double precision not null,
  -- The least sensitive step at which it is found.
  level        text not null check (level in ('low', 'normal', 'high')),
  -- How many people had said it when other programs were last told of it; null: not yet.
  told_people  integer,
  -- On how many days of listening the usual rests.
  days         real not null,
  primary key (workspace_id, id)
);
select own_workspace_only('surge');
create index surge_newest on surge (workspace_id, begun_at desc, id desc);
create index surge_going on surge (workspace_id, flagged_at);

create table surge_mention (
  workspace_id uuid not null,
  surge_id     uuid not null,
  mention_id   uuid not null,
  primary key (workspace_id, surge_id, mention_id),
  foreign key (workspace_id, surge_id) references surge (workspace_id, id) on delete cascade,
  foreign key (workspace_id, mention_id) references mention (workspace_id, id) on delete cascade
);
select own_workspace_only('surge_mention');
create index surge_mention_by_mention on surge_mention (workspace_id, mention_id);

-- How somebody wants to be told of surges.
create table alert_setting (
  workspace_id uuid not null,
  user_id      text not null,
  sensitivity  text not null check (sensitivity in ('off', 'low', 'normal', 'high')),
  -- Only surges of what these queries find; empty: all.
  query_ids    uuid[] not null,
  by_mail      boolean not null,
  -- Minutes of the local day between which no letter comes; both null: none.
  quiet_from   smallint check (quiet_from between 0 and 1439),
  quiet_until  smallint check (quiet_until between 0 and 1439),
  changed_at   timestamptz not null,
  primary key (workspace_id, user_id),
  check ((quiet_from is null) = (quiet_until is null))
);
select own_workspace_only('alert_setting');

-- That somebody is told of a surge: once, and again each time it has doubled.
create table alert (
  workspace_id uuid not null,
  id           uuid not null,
  surge_id     uuid not null,
  user_id      text not null,
  -- How many people had said it.
  people       integer not null,
  usual        real not null,
  raised_at    timestamptz not null,
  read_at      timestamptz,
  -- Its letter; null: none. `sending`: handed over, and nobody knows yet whether it arrived.
  letter       text check (letter in ('waiting', 'sending', 'sent', 'failed')),
  primary key (workspace_id, id),
  foreign key (workspace_id, surge_id) references surge (workspace_id, id) on delete cascade
);
select own_workspace_only('alert');
create index alert_of_surge on alert (workspace_id, surge_id, user_id);
create index alert_unread on alert (workspace_id, user_id, raised_at desc) where read_at is null;
