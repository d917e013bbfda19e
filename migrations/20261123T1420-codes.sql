-- A large yes that was given by a link waits for a code, mailed to whom the link was made for. The code itself is derived from the
-- installation's secret and stored nowhere.
create table answer_code (
  workspace_id uuid not null,
  answer_id    uuid not null,
  -- To whose address it goes: the link's person's.
  link_id      uuid not null,
  made_at      timestamptz not null,
  -- Moves when it is mailed later than at once.
  expires_at   timestamptz not null,
  -- Wrong codes given. After the fifth it is spent.
  tries        smallint not null default 0 check (tries between 0 and 5),
  primary key (workspace_id, answer_id),
  foreign key (workspace_id, answer_id) references answer (workspace_id, id),
  foreign key (workspace_id, link_id) references answer_link (workspace_id, id) on delete cascade
);
select own_workspace_only('answer_code');
create index answer_code_by_link on answer_code (workspace_id, link_id, made_at);
