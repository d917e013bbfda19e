-- Standing queries: what a workspace listens for.
create table query (
  workspace_id uuid not null references workspace,
  id           uuid not null,
  name         text not null check (char_length(name) between 1 and 80),
  -- As the person wrote it, and as the engine prints it.
  text         text not null check (char_length(text) between 1 and 16000),
  canonical    text not null,
  -- Rises with each change; a save names the revision it was based on.
  revision     integer not null default 1,
  created_by   text,
  created_at   timestamptz not null,
  changed_at   timestamptz not null,
  archived_at  timestamptz,
  primary key (workspace_id, id)
);
select own_workspace_only('query');
grant select on query to heed_ingest;
create unique index query_name on query (workspace_id, lower(name)) where archived_at is null;

alter table mention_match add foreign key (workspace_id, query_id) references query (workspace_id, id);
