-- Alerts of a workspace: which surges are told of to whom, beside what everybody sets for themselves.
create table alert_rule (
  workspace_id uuid not null,
  id           uuid not null,
  name         text not null check (char_length(name) between 1 and 80),
  sensitivity  text not null check (sensitivity in ('low', 'normal', 'high')),
  -- Only surges of what these queries find, and only of themes with one of these words; empty: all.
  query_ids    uuid[] not null,
  words        text[] not null,
  -- Who is told, on the screen and by mail; whoever has left is passed by.
  user_ids     text[] not null,
  revision     integer not null default 1,
  created_at   timestamptz not null,
  changed_at   timestamptz not null,
  primary key (workspace_id, id)
);
select own_workspace_only('alert_rule');

-- That a surge was told of by a rule, and how many people had said it then: once, and again when it has doubled.
create table alert_rule_told (
  workspace_id uuid not null,
  rule_id      uuid not null,
  surge_id     uuid not null,
  people       integer not null,
  told_at      timestamptz not null,
  primary key (workspace_id, rule_id, surge_id),
  foreign key (workspace_id, rule_id) references alert_rule (workspace_id, id) on delete cascade,
  foreign key (workspace_id, surge_id) references surge (workspace_id, id) on delete cascade
);
select own_workspace_only('alert_rule_told');
create index alert_rule_told_of_surge on alert_rule_told (workspace_id, surge_id);

-- By which rule somebody was told; null: as they had set for themselves.
alter table alert
  add column rule_id uuid,
  add foreign key (workspace_id, rule_id) references alert_rule (workspace_id, id) on delete set null (rule_id);
create index alert_of_rule on alert (workspace_id, rule_id) where rule_id is not null;
