-- What was heard, and what was not.

create table mention (
  workspace_id     uuid not null references workspace,
  id               uuid not null,
  network          text not null,
  -- Unique for ever within the network; null only when the post is forgotten (see forgotten_post).
  external_id      text,
  stream_id        uuid not null references stream,
  form             text not null check (form in ('post', 'reply', 'repost', 'review', 'comment', 'article')),
  author_id        text not null,
  author_handle    text not null,
  author_name      text,
  author_followers integer,
  text             text not null,
  -- ISO 639-1 or 'und'.
  lang             text not null,
  url              text,
  said_at          timestamptz not null,
  heard_at         timestamptz not null,
  edited_at        timestamptz,
  -- Deleted there: the text is gone here too, the row says that it was.
  deleted_at       timestamptz,
  -- Past what its network's terms or the workspace's retention allow to keep: only the count of it remains.
  forgotten_at     timestamptz,
  -- Hidden by a block list entry, also one made later.
  blocked_by       uuid,
  links            text[] not null,
  tags             text[] not null,
  media            jsonb not null,
  reply_parent     text,
  reply_root       text,
  tokens           tsvector not null,
  primary key (workspace_id, id),
  unique (workspace_id, network, external_id),
  check ((external_id is null) = (forgotten_at is not null))
);
select own_workspace_only('mention');
revoke insert, delete on mention from heed_app;
grant select, insert, update, delete on mention to heed_ingest;
create index mention_newest on mention (workspace_id, said_at desc, id desc);
create index mention_tokens on mention using gin (tokens);
create index mention_by_post on mention (network, external_id);
create index mention_by_author on mention (network, author_id);
create index mention_nameless on mention (stream_id, id) where author_handle = '' and deleted_at is null and forgotten_at is null;
create index mention_to_forget on mention (workspace_id, heard_at) where forgotten_at is null;
create index mention_blocked on mention (workspace_id, blocked_by, id) where blocked_by is not null;

-- Which queries a mention matches, and where: [start, end) in UTF-16 units of its text.
create table mention_match (
  workspace_id uuid not null,
  query_id     uuid not null,
  mention_id   uuid not null,
  said_at      timestamptz not null,
  spans        int4[] not null,
  primary key (workspace_id, mention_id, query_id),
  foreign key (workspace_id, mention_id) references mention (workspace_id, id) on delete cascade
);
select own_workspace_only('mention_match');
revoke insert, update, delete on mention_match from heed_app;
grant select, insert, update, delete on mention_match to heed_ingest;
create index mention_match_newest on mention_match (workspace_id, query_id, said_at desc, mention_id desc);

-- A post that must not come back (erased, or past what its network's terms allow to keep): a keyed hash of its id, nothing more.
create table forgotten_post (
  workspace_id uuid not null references workspace,
  network      text not null,
  id_hash      bytea not null,
  forgotten_at timestamptz not null,
  primary key (workspace_id, network, id_hash)
);
select own_workspace_only('forgotten_post');
grant select, insert on forgotten_post to heed_ingest;

-- System table: keyed hashes of the posts that were edited or deleted in the last hours, whoever had them, so that a post
-- which arrives after its own edit (on the same stream) or deletion (on any) is not taken for news. Seen by ingest only.
create table recent_change (
  network   text not null,
  id_hash   bytea not null,
  stream_id uuid not null references stream,
  kind      text not null check (kind in ('edited', 'deleted')),
  heard_at  timestamptz not null,
  primary key (network, id_hash, stream_id)
);
alter table recent_change enable row level security;
create policy ingest on recent_change to heed_ingest using (true) with check (true);
grant select, insert, update, delete on recent_change to heed_ingest;
create index recent_change_oldest on recent_change (heard_at);

-- Widens this ingest transaction to every workspace that holds one of these posts, or any post of these authors, whether or not
-- it still listens: what its author changed or took back is changed everywhere.
create function also_serve_holders(its_network text, its_ids text[], its_authors text[]) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('heed.workspaces', (
    select string_agg(w::text, ',') from (
      select unnest(public.ingest_workspaces()) union select m.workspace_id from public.mention m
        where m.network = its_network and m.external_id = any (its_ids)
      union select m.workspace_id from public.mention m
        where m.network = its_network and m.author_id = any (its_authors)) named (w)), true);
end $$;
revoke execute on function also_serve_holders(text, text[], text[]) from public;
grant execute on function also_serve_holders(text, text[], text[]) to heed_ingest;

-- All workspaces, for the chore that forgets what may not be kept.
create function every_workspace() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select workspace_id from public.workspace;
  end;
revoke execute on function every_workspace() from public;
grant execute on function every_workspace() to heed_ingest;

-- Whom or what this workspace does not want to hear.
create table block (
  workspace_id uuid not null references workspace,
  id           uuid not null,
  kind         text not null check (kind in ('author', 'site', 'words')),
  -- A handle or author id, a domain, or a query in the query language.
  value        text not null check (char_length(value) between 1 and 2000),
  created_by   text,
  created_at   timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, kind, value)
);
select own_workspace_only('block');
grant select on block to heed_ingest;

-- System table, the gap ledger: when a stream was not listened to, and how much of it the network gave back afterwards.
create table gap (
  id             uuid primary key,
  stream_id      uuid not null references stream,
  from_at        timestamptz not null,
  until_at       timestamptz not null check (until_at >= from_at),
  why            text not null,
  -- Replayed so far, from from_at on.
  replayed_until timestamptz not null,
  -- What of it the network could not give back.
  missed         tstzmultirange not null default '{}',
  closed_at      timestamptz
);
create index gap_by_stream on gap (stream_id, from_at desc, id desc);
create index gap_open on gap (stream_id) where closed_at is null;
alter table gap enable row level security;
create policy subscribed on gap for select to heed_app using (
  exists (select from source s where s.stream_id = gap.stream_id and s.workspace_id = current_workspace()));
create policy ingest on gap to heed_ingest using (true) with check (true);
grant select on gap to heed_app;
grant select, insert, update on gap to heed_ingest;

-- Full-text search over stored mentions. Under row-level security PostgreSQL uses no GIN index, so this one function of the
-- migration role looks into it: for the workspace of the transaction, never one that the caller names.
create function search_mentions(words tsquery, before_at timestamptz, before_id uuid, at_most integer)
  returns setof mention
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select * from public.mention m
      where m.workspace_id = public.current_workspace() and m.tokens @@ words
        and (m.said_at, m.id) < (before_at, before_id)
      order by m.said_at desc, m.id desc
      limit least(at_most, 1000);
  end;
revoke execute on function search_mentions(tsquery, timestamptz, uuid, integer) from public;
grant execute on function search_mentions(tsquery, timestamptz, uuid, integer) to heed_app;
