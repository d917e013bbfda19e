-- Mentions that say what an earlier one says, and how many people said something.

-- The first mention of this text in the workspace; null: it is the first itself, or a copy of nothing. No reference: it names a cluster.
alter table mention add column copy_of uuid;
create index mention_copies on mention (workspace_id, copy_of, said_at, id) where copy_of is not null;

-- The firsts that what is heard is compared with: under what they are looked up, numbers that tell nothing of the text to whoever has not got
-- it. A chore takes away what is older than copies can be.
create table copy_first (
  workspace_id uuid not null,
  mention_id   uuid not null,
  said_at      timestamptz not null,
  heard_at     timestamptz not null,
  marks        int4[] not null,
  primary key (workspace_id, mention_id),
  foreign key (workspace_id, mention_id) references mention (workspace_id, id) on delete cascade
);
select own_workspace_only('copy_first');
revoke insert, update, delete on copy_first from heed_app;
grant select, insert, delete on copy_first to heed_ingest;
-- Without a list of pending entries, which each look-up would have to pass.
create index copy_first_marks on copy_first using gin (marks) with (fastupdate = off);
create index copy_first_oldest on copy_first (heard_at);

-- Firsts that share a mark with one of these texts (asked: [{n, workspace_id, marks, said_at}]) and were said not more than so long before or
-- after, the newest 20 for each: in the workspaces of the transaction. Under row-level security PostgreSQL uses no GIN index. The fence
-- (offset 0) keeps any other index out of it: marks tell workspaces apart.
create function firsts_like(asked json, within interval) returns table (workspace_id uuid, id uuid, text text, said_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
begin
  return query
    select distinct f.workspace_id, f.mention_id, m.text, f.said_at
    from json_to_recordset(asked) a (workspace_id uuid, marks int4[], said_at timestamptz)
      cross join lateral (
        select c.workspace_id, c.mention_id, c.said_at
        from (select * from public.copy_first c where c.marks && a.marks offset 0) c
        where c.workspace_id = a.workspace_id and c.said_at between a.said_at - within and a.said_at + within
        order by c.mention_id desc limit 20) f
      join public.mention m on m.workspace_id = f.workspace_id and m.id = f.mention_id
    where a.workspace_id = any (public.ingest_workspaces());
end $$;
revoke execute on function firsts_like(json, interval) from public;
grant execute on function firsts_like(json, interval) to heed_ingest;

-- People are counted in samples of people: of one part in 256 or more, and all of them where that is quick. A column, because under row-level
-- security PostgreSQL would use no index of an expression.
alter table mention add column author_part smallint not null generated always as ((hashtextextended(author_id, 0) & 255)::smallint) stored;
create index mention_people on mention (workspace_id, author_part, said_at) include (id, network, author_id, place, lang, form)
  where blocked_by is null and forgotten_at is null;
