-- Workspaces and who works in them.

create table workspace (
  workspace_id uuid primary key,
  slug         text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  name         text not null check (char_length(name) between 1 and 80),
  language     text not null check (language in ('en', 'he')),
  created_at   timestamptz not null
);
select own_workspace_only('workspace');

create table membership (
  workspace_id uuid not null references workspace,
  user_id      text not null,
  role         text not null check (role in ('owner', 'manager', 'agent', 'viewer', 'partner')),
  created_at   timestamptz not null,
  primary key (workspace_id, user_id)
);
select own_workspace_only('membership');
create index membership_by_user on membership (user_id);

-- An account sees its own memberships and their workspaces before it has chosen one.
create policy own_membership on membership for select to heed_app using (user_id = current_account());
create policy own_membership on workspace for select to heed_app using (
  exists (select from membership m where m.workspace_id = workspace.workspace_id and m.user_id = current_account()));

create table invitation (
  workspace_id uuid not null references workspace,
  id           uuid not null,
  email        text check (char_length(email) <= 254),
  role         text not null check (role in ('owner', 'manager', 'agent', 'viewer', 'partner')),
  -- The token itself names the workspace, so that it can be looked for there and nowhere else.
  token_hash   bytea not null,
  invited_by   text,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  accepted_at  timestamptz,
  accepted_by  text,
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash)
);
select own_workspace_only('invitation');

-- A country, language and zone in which one works, with the hours in which its clocks run.
create table market (
  workspace_id uuid not null references workspace,
  id           uuid not null,
  name         text not null check (char_length(name) between 1 and 80),
  country      text not null check (country ~ '^[A-Z]{2}$'),
  language     text not null,
  zone         text not null,
  week_starts  smallint not null check (week_starts between 0 and 6),
  -- Whether the country's own holidays count, where Heed knows them; a special day of the same date goes before.
  holidays     boolean not null,
  -- Seven lists, Sunday first, of [from, until] in minutes of the local day.
  hours        jsonb not null,
  created_at   timestamptz not null,
  primary key (workspace_id, id)
);
select own_workspace_only('market');

-- A day whose hours are not its weekday's: a holiday (none) or a holiday eve (shorter).
create table special_day (
  workspace_id uuid not null,
  market_id    uuid not null,
  day          date not null,
  name         text not null check (char_length(name) between 1 and 80),
  kind         text not null check (kind in ('holiday', 'eve', 'working')),
  hours        jsonb not null,
  primary key (workspace_id, market_id, day),
  foreign key (workspace_id, market_id) references market (workspace_id, id) on delete cascade
);
select own_workspace_only('special_day');

create table department (
  workspace_id uuid not null references workspace,
  id           uuid not null,
  name         text not null check (char_length(name) between 1 and 80),
  market_id    uuid,
  created_at   timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  foreign key (workspace_id, market_id) references market (workspace_id, id)
);
select own_workspace_only('department');

-- Somebody who works here, with or without an account.
create table person (
  workspace_id  uuid not null references workspace,
  id            uuid not null,
  name          text not null check (char_length(name) between 1 and 80),
  email         text check (char_length(email) <= 254),
  language      text not null check (language in ('en', 'he')),
  department_id uuid,
  user_id       text,
  created_at    timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, user_id),
  foreign key (workspace_id, department_id) references department (workspace_id, id)
);
select own_workspace_only('person');
