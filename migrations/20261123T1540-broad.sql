-- Queries that match so much of what a whole network says that they are heard only in part: of one revision each, so that a query
-- that was changed is heard whole again.
create table broad_query (
  workspace_id uuid not null,
  query_id     uuid not null,
  revision     integer not null,
  since        timestamptz not null,
  -- Of all posts that were heard while it was measured, so many match it.
  share        real not null check (share > 0 and share <= 1),
  primary key (workspace_id, query_id),
  foreign key (workspace_id, query_id) references query (workspace_id, id)
);
select own_workspace_only('broad_query');
revoke insert, update, delete on broad_query from heed_app;
grant select, insert, update on broad_query to heed_ingest;
