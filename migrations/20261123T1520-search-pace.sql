-- Search keeps its pace in ten millions of mentions. The newest are passed first: mostly they hold as many as are asked for, and they tell
-- how rare the words are. What is common is then found by passing on, what is rare by the index of words. One plan for both, made before
-- anything is known of the words, passed all there is to find what nobody says.
create or replace function search_mentions(words tsquery, since timestamptz, before_at timestamptz, before_id uuid, at_most integer)
  returns setof mention
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  passed_first constant integer := 20000;
  lowest_id constant uuid := '00000000-0000-0000-0000-000000000000';
  -- The fence (offset 0) keeps the index of words out of it. Null words narrow nothing.
  passing constant text := '
    select * from (
      select * from public.mention m
      where m.workspace_id = $1 and (m.said_at, m.id) >= ($3, $4) and (m.said_at, m.id) < ($5, $6)
        and m.blocked_by is null and m.forgotten_at is null and m.deleted_at is null
      order by m.said_at desc, m.id desc offset 0) m
    where $2 is null or m.tokens @@ $2 order by m.said_at desc, m.id desc limit $7';
  looking_up constant text := '
    with found as materialized (
      select m.id, m.said_at from public.mention m
      where m.workspace_id = $1 and m.tokens @@ $2 and (m.said_at, m.id) >= ($3, $4) and (m.said_at, m.id) < ($5, $6)
        and m.blocked_by is null and m.forgotten_at is null and m.deleted_at is null),
    newest as materialized (select f.id from found f order by f.said_at desc, f.id desc limit $7)
    select m.* from newest n join public.mention m on m.workspace_id = $1 and m.id = n.id order by m.said_at desc, m.id desc';
  reached_at timestamptz;
  reached_id uuid;
  n integer;
begin
  at_most := least(at_most, 5000);
  execute '
    select m.said_at, m.id from public.mention m
    where m.workspace_id = $1 and m.said_at >= $2 and (m.said_at, m.id) < ($3, $4) and m.blocked_by is null and m.forgotten_at is null
    order by m.said_at desc, m.id desc offset $5 limit 1'
    into reached_at, reached_id using public.current_workspace(), since, before_at, before_id, passed_first;
  return query execute passing
    using public.current_workspace(), words, coalesce(reached_at, since), coalesce(reached_id, lowest_id), before_at, before_id, at_most;
  get diagnostics n = row_count;
  if n < at_most and reached_at is not null then
    -- To pass until the rest is found takes passed_first / n for each; to look up all there are among ten millions n * 500. They meet here.
    return query execute case when words is null or n * n >= 40 * at_most then passing else looking_up end
      using public.current_workspace(), words, since, lowest_id, reached_at, reached_id, at_most - n;
  end if;
end $$;
