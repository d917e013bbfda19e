-- Ways in besides the networks: what is said to the company itself, what a file brings, and what people file by hand.

-- True: all that this source brings is heard, whether or not a query matches it.
alter table source add column hears_all boolean not null default false;

-- Where it was said, as a file or a person tells, when that is not the network it came by; and who filed it by hand.
alter table mention add column origin text check (char_length(origin) between 1 and 60);
alter table mention add column filed_by text check (char_length(filed_by) between 1 and 200);
-- The network as people see it, in lists and figures.
alter table mention add column place text not null generated always as (coalesce(origin, network)) stored;

-- Streams of each workspace, with what it hears of them: all that ingest must know before it may name them.
drop function subscriptions();
create function subscriptions() returns table (workspace_id uuid, stream_id uuid, hears_all boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select s.workspace_id, s.stream_id, s.hears_all from public.source s where s.paused_at is null;
  end;
revoke execute on function subscriptions() from public;
grant execute on function subscriptions() to heed_ingest;

-- The tray: what was handed in (by a webhook, by hand), from the moment it was accepted until ingest has taken it.
create table tray (
  workspace_id uuid not null references workspace,
  id           bigint generated always as identity,
  -- Which tray: a private stream's settings name it.
  tray_id      uuid not null,
  -- As a connector hands it over (connect/connector.ts, Post), dates as ISO 8601.
  post         jsonb not null,
  laid_at      timestamptz not null,
  primary key (workspace_id, id)
);
select own_workspace_only('tray');
grant select, delete on tray to heed_ingest;
create index tray_in_order on tray (workspace_id, tray_id, id);

-- Anew, since a mention has more columns now.
create or replace function search_mentions(words tsquery, before_at timestamptz, before_id uuid, at_most integer)
  returns setof mention
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select * from public.mention m
      where m.workspace_id = public.current_workspace() and m.tokens @@ words
        and (m.said_at, m.id) < (before_at, before_id)
      order by m.said_at desc, m.id desc
      limit least(at_most, 1000);
  end;
