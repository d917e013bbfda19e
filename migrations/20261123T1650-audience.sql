-- Where a company's customers are, as it states itself, and whom its queries hear: us, a rival, or something else.

-- Only ever added to: the newest counts.
create table audience (
  workspace_id uuid not null references workspace,
  version      integer not null check (version >= 1),
  -- What is stated is true of this day, and known from this source.
  stated_on    date not null,
  source       text not null check (char_length(source) between 1 and 200),
  -- [{value, percent}]: of customers, by language (ISO 639-1) and by place.
  languages    jsonb not null,
  places       jsonb not null,
  made_by      text,
  made_at      timestamptz not null,
  primary key (workspace_id, version)
);
select own_workspace_only('audience');
revoke update, delete on audience from heed_app;

alter table query
  add column about text not null default 'other' check (about in ('us', 'rival', 'other')),
  add column rival text check (char_length(rival) between 1 and 80),
  add constraint query_rival_named check ((about = 'rival') = (rival is not null));
-- One query for each rival: its mentions can be told without counting any twice.
create unique index query_rival on query (workspace_id, lower(rival)) where archived_at is null and rival is not null;
