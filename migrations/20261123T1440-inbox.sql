-- Answers by mail: which letters have been taken, and how far the mailbox has been read.

-- A letter that was read because of a link: each has its effect once, however often it comes.
create table letter_taken (
  workspace_id uuid not null,
  link_id      uuid not null,
  -- Of its Message-ID, or of all of it where it has none.
  key          text not null check (char_length(key) <= 400),
  -- What it was read as.
  kind         text not null check (char_length(kind) <= 40),
  -- A letter went back because of it.
  is_replied   boolean not null default false,
  at           timestamptz not null,
  primary key (workspace_id, link_id, key),
  foreign key (workspace_id, link_id) references answer_link (workspace_id, id)
);
select own_workspace_only('letter_taken');

-- System table: how far a mailbox has been read. It is one of the whole installation; which workspace a letter is for, its mark says.
create table inbox_cursor (
  mailbox      text primary key check (char_length(mailbox) <= 1000),
  -- While it stays, numbers mean the same letters (RFC 9051, section 2.3.1.1).
  uid_validity text not null,
  last_uid     bigint not null,
  read_at      timestamptz not null
);
alter table inbox_cursor enable row level security;
create policy app on inbox_cursor to heed_app using (true) with check (true);
grant select, insert, update on inbox_cursor to heed_app;

-- The workspace of a link. A mark in a letter has room for the link alone, and nobody can make one up: whoever calls this has checked it.
create index answer_link_by_id on answer_link (id);
create function workspace_of_link(link uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select l.workspace_id from public.answer_link l where l.id = link;
  end;
revoke execute on function workspace_of_link(uuid) from public;
grant execute on function workspace_of_link(uuid) to heed_app;
