-- What is handed in: by a webhook, by hand, and by those who work here.

-- A tray belongs to a source and goes with it.
alter table tray add foreign key (workspace_id, tray_id) references source (workspace_id, id) on delete cascade;

-- Wakes whoever takes out of the tray; says only which.
create function announce_tray() returns trigger language plpgsql as $$
begin
  perform pg_notify('heed_tray', new.tray_id::text);
  return null;
end $$;
create trigger announce after insert on tray for each row execute function announce_tray();

-- An address to which programs may hand in. Address and secret are derived from the installation's secret and never stored.
create table webhook (
  workspace_id uuid not null references workspace,
  source_id    uuid not null,
  -- Rises when the secret is changed.
  generation   integer not null default 1,
  primary key (workspace_id, source_id),
  foreign key (workspace_id, source_id) references source (workspace_id, id) on delete cascade
);
select own_workspace_only('webhook');

-- What a webhook has taken lately, so that what is sent again is not taken again: hashes of the senders' own numbers.
create table webhook_delivery (
  workspace_id uuid not null references workspace,
  source_id    uuid not null,
  id_hash      bytea not null,
  taken_at     timestamptz not null,
  primary key (workspace_id, source_id, id_hash),
  foreign key (workspace_id, source_id) references webhook (workspace_id, source_id) on delete cascade
);
select own_workspace_only('webhook_delivery');
create index webhook_delivery_oldest on webhook_delivery (workspace_id, source_id, taken_at);

-- What somebody filed by hand: one row for each link or text, so that nothing is filed twice.
create table clip (
  workspace_id uuid not null references workspace,
  id           uuid not null,
  -- Of the link without what does not make it another page, or else of the words.
  what_hash    bytea not null,
  filed_by     text,
  filed_at     timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, what_hash)
);
select own_workspace_only('clip');

-- Its screenshot, without what a camera wrote into it.
create table clip_picture (
  workspace_id uuid not null references workspace,
  clip_id      uuid not null,
  type         text not null check (type in ('image/png', 'image/jpeg', 'image/webp')),
  bytes        bytea not null,
  primary key (workspace_id, clip_id),
  foreign key (workspace_id, clip_id) references clip (workspace_id, id) on delete cascade
);
select own_workspace_only('clip_picture');

-- What a member adds to a mailbox's address to file by mail. Outlives the membership: it tells who filed.
create table clip_address (
  workspace_id uuid not null references workspace,
  user_id      text not null,
  token        text not null check (token ~ '^[a-z0-9]{8,40}$'),
  primary key (workspace_id, user_id),
  unique (workspace_id, token)
);
select own_workspace_only('clip_address');

-- A way to the two doors for those who work here. The link itself is derived from the installation's secret and never stored.
create table hear_link (
  workspace_id uuid not null references workspace,
  id           uuid not null,
  name         text not null check (char_length(name) between 1 and 60),
  language     text not null check (language in ('en', 'he')),
  -- Rises when the link is exchanged for another.
  generation   integer not null default 1,
  created_by   text,
  created_at   timestamptz not null,
  revoked_at   timestamptz,
  primary key (workspace_id, id)
);
select own_workspace_only('hear_link');

-- That something was filed through a link, and what became of it. Neither its words nor who filed it.
create table filing (
  workspace_id uuid not null references workspace,
  id           uuid not null,
  link_id      uuid not null,
  door         text not null check (door in ('customer', 'own')),
  -- Its row in the tray, until it is heard.
  tray_row     bigint not null,
  filed_at     timestamptz not null,
  heard_at     timestamptz,
  -- What it was told by somebody of the workspace.
  told         text check (char_length(told) between 1 and 2000),
  told_at      timestamptz,
  told_by      text,
  primary key (workspace_id, id),
  foreign key (workspace_id, link_id) references hear_link (workspace_id, id),
  check ((told is null) = (told_at is null))
);
select own_workspace_only('filing');
grant select, update on filing to heed_ingest;
create index filing_unheard on filing (workspace_id, tray_row) where heard_at is null;
