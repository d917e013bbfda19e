-- What is stored, put to a query that is new or was changed; and search that says how much there is where it cannot look at all of it.

-- The last test of each query. A later save of the query puts another in its place. It goes from the last mention heard to the
-- first: by their ids, which are in the order of hearing.
create table back_test (
  workspace_id uuid not null,
  query_id     uuid not null,
  id           uuid not null,
  -- The query's, when it was saved.
  revision     integer not null,
  state        text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  -- Mentions in all; null until somebody has counted them.
  to_look      integer,
  looked       integer not null default 0,
  -- Of them, those that match and are not hidden.
  found        integer not null default 0,
  -- What was heard before this mention is still to be looked at.
  below        uuid not null default 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  asked_at     timestamptz not null,
  started_at   timestamptz,
  ended_at     timestamptz,
  problem      text,
  primary key (workspace_id, query_id),
  unique (workspace_id, id),
  foreign key (workspace_id, query_id) references query (workspace_id, id)
);
select own_workspace_only('back_test');
grant select, update on back_test to heed_ingest;

-- Matches that changed because a query did are no news for an audit log either.
drop index fact_done;
create index fact_done on fact (workspace_id, id desc) where name <> all (array[
  'ingest.mentions_heard', 'ingest.mentions_edited', 'ingest.mentions_deleted', 'ingest.mentions_forgotten', 'ingest.authors_introduced',
  'ingest.mentions_matched']);

-- Null words narrow nothing: some queries have more words than it is worth looking up.
create or replace function search_mentions(words tsquery, since timestamptz, before_at timestamptz, before_id uuid, at_most integer)
  returns setof mention
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query execute '
    select * from public.mention m
    where m.workspace_id = $1 and m.said_at >= $3 and (m.said_at, m.id) < ($4, $5)
      and m.blocked_by is null and m.forgotten_at is null and m.deleted_at is null'
    || case when words is null then '' else ' and m.tokens @@ $2' end
    || ' order by m.said_at desc, m.id desc limit $6'
    using public.current_workspace(), words, since, before_at, before_id, least(at_most, 5000);
end $$;

-- Of the mentions that search would find between the first and the last of these moments: how many there are between each two of
-- them, and about so many, at most 5 000, to be looked at. Which, their ids decide: the same ones each time it is asked.
create function sample_mentions(words tsquery, moments timestamptz[], at_most integer)
  returns table (bar integer, of_bar integer, mention mention)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query execute '
    with found as materialized (
      select m.id, width_bucket(m.said_at, $3) as bar from public.mention m
      where m.workspace_id = $1 and m.tokens @@ $2 and m.said_at >= $3[1] and m.said_at < $3[array_upper($3, 1)]
        and m.blocked_by is null and m.forgotten_at is null and m.deleted_at is null),
    counts as (select f.bar, count(*)::int as n from found f group by 1),
    chosen as (
      select f.id, f.bar from found f
      where uuid_hash(f.id) & 65535 < 65536.0 * least($4, 5000) / (select sum(c.n) from counts c))
    select c.bar, c.n, m from counts c left join (chosen h join public.mention m on m.workspace_id = $1 and m.id = h.id) on h.bar = c.bar'
    using public.current_workspace(), words, moments, at_most;
end $$;
revoke execute on function sample_mentions(tsquery, timestamptz[], integer) from public;
grant execute on function sample_mentions(tsquery, timestamptz[], integer) to heed_app;
