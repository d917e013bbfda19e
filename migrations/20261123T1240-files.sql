-- Files that people hand in, and imports: a file that is listened to like a network.

-- A file on its way in, part by part: in the database, so that every server and the backup see it.
create table upload (
  workspace_id uuid not null references workspace,
  id           uuid not null,
  name         text not null check (char_length(name) between 1 and 200),
  bytes        bigint not null check (bytes between 1 and 2147483648),
  -- As the sender tells: with name and size, what makes it the same file.
  modified_at  timestamptz,
  -- So many of them are here, from the first on.
  received     bigint not null default 0,
  created_by   text,
  created_at   timestamptz not null,
  touched_at   timestamptz not null,
  primary key (workspace_id, id),
  check (received <= bytes)
);
select own_workspace_only('upload');

create table upload_part (
  workspace_id uuid not null,
  upload_id    uuid not null,
  -- Where in the file it begins.
  at           bigint not null,
  bytes        bytea not null check (octet_length(bytes) between 1 and 4194304),
  primary key (workspace_id, upload_id, at),
  foreign key (workspace_id, upload_id) references upload (workspace_id, id) on delete cascade
);
-- Uncompressed, so that a piece can be read without the rest.
alter table upload_part alter column bytes set storage external;
select own_workspace_only('upload_part');

-- A file that is, or was, read into the workspace. How far it is stands in its stream's cursor.
create table file_import (
  workspace_id uuid not null,
  id           uuid not null,
  source_id    uuid not null,
  -- Null once the file is gone.
  upload_id    uuid,
  name         text not null check (char_length(name) between 1 and 200),
  bytes        bigint not null,
  begun_by     text,
  begun_at     timestamptz not null,
  cancelled_at timestamptz,
  ended_at     timestamptz,
  ended_why    text check (ended_why in ('done', 'too_many_bad')),
  primary key (workspace_id, id),
  unique (workspace_id, source_id),
  unique (workspace_id, upload_id),
  foreign key (workspace_id, source_id) references source (workspace_id, id) on delete cascade,
  foreign key (workspace_id, upload_id) references upload (workspace_id, id),
  check ((ended_at is null) = (ended_why is null))
);
select own_workspace_only('file_import');
create index file_import_newest on file_import (workspace_id, begun_at desc, id desc);

-- Rows of a file that could not be taken in, and why.
create table import_reject (
  workspace_id uuid not null,
  import_id    uuid not null,
  -- Counted from 1 as a spreadsheet counts, titles included.
  row          bigint not null,
  reason       text not null check (reason ~ '^[a-z_]+$'),
  -- Its beginning, as it stands in the file.
  raw          text not null check (octet_length(raw) <= 40960),
  primary key (workspace_id, import_id, row),
  foreign key (workspace_id, import_id) references file_import (workspace_id, id) on delete cascade
);
select own_workspace_only('import_reject');

-- What came of a source for its workspace: mentions it was the first to bring, and those that were there before.
alter table source
  add column mentions_heard bigint not null default 0,
  add column mentions_known bigint not null default 0;
grant update on source to heed_ingest;
