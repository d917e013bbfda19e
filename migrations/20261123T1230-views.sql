-- Filters that were given a name, for everybody in the workspace.
create table view (
  workspace_id uuid not null references workspace,
  id           uuid not null,
  name         text not null check (char_length(name) between 1 and 80),
  -- As the contract has it (src/listen/mention-contract.ts, Filter).
  filter       jsonb not null,
  -- Rises with each change; a save names the revision it was based on.
  revision     integer not null default 1,
  created_by   text,
  created_at   timestamptz not null,
  changed_at   timestamptz not null,
  primary key (workspace_id, id)
);
select own_workspace_only('view');
create unique index view_name on view (workspace_id, lower(name));
