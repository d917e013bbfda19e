-- Lists of what is shown: the index that leads a newest-first list also tells of what kind a mention is, so that a rare kind is found
-- without reading the mentions in between. It takes the place of one that also led to what is blocked or forgotten.
create index mention_shown on mention (workspace_id, said_at desc, id desc) include (place, lang, form)
  where blocked_by is null and forgotten_at is null;
drop index mention_newest;

-- Search finds what is shown, and plans anew for the words it is given: in every second mention, or in one of a million.
create or replace function search_mentions(words tsquery, since timestamptz, before_at timestamptz, before_id uuid, at_most integer)
  returns setof mention
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query execute '
    select * from public.mention m
    where m.workspace_id = $1 and m.tokens @@ $2 and m.said_at >= $3 and (m.said_at, m.id) < ($4, $5)
      and m.blocked_by is null and m.forgotten_at is null and m.deleted_at is null
    order by m.said_at desc, m.id desc limit $6'
    using public.current_workspace(), words, since, before_at, before_id, least(at_most, 5000);
end $$;
