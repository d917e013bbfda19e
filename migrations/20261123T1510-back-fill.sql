-- What was said before a query was saved, fetched from the networks that can be searched.

-- The back-fills of each query since it was last saved: one for each source that can be searched. Gone with their source.
create table back_fill (
  workspace_id uuid not null,
  id           uuid not null,
  query_id     uuid not null,
  -- The query's, when it was saved.
  revision     integer not null,
  source_id    uuid not null,
  -- The network's own search texts, one search after the other; and what of the query they do not find.
  texts        jsonb not null,
  lost         jsonb not null,
  -- The time that is searched.
  since        timestamptz not null,
  until        timestamptz not null,
  state        text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  -- The search that is under way, counted from 0; where its next page begins (null: its first), how many it had, and how far back they reach.
  search       integer not null default 0,
  place        jsonb,
  pages        integer not null default 0,
  reached      timestamptz,
  -- Searches with too much to look at all of it ended early: what was said before this was not looked at for each of them.
  whole_since  timestamptz,
  looked       integer not null default 0,
  -- Mentions that it brought and that are not hidden.
  found        integer not null default 0,
  -- Failures in a row; a code for what is in the way, and what the network said, in a sentence.
  failures     integer not null default 0,
  problem      text,
  says         text,
  asked_at     timestamptz not null,
  started_at   timestamptz,
  -- The first of the failures in a row.
  failing_at   timestamptz,
  -- When its next step is due.
  next_at      timestamptz,
  ended_at     timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, query_id, source_id),
  foreign key (workspace_id, query_id) references query (workspace_id, id),
  foreign key (workspace_id, source_id) references source (workspace_id, id) on delete cascade
);
select own_workspace_only('back_fill');
grant select, update on back_fill to heed_ingest;
create index back_fill_by_source on back_fill (workspace_id, source_id);
