-- What a workspace owes to those it hears, and to those who work in it: how long it keeps what it heard, the list of what was
-- done, requests of people who were heard, and those who are not to be heard again.

-- Days; past them a mention is forgotten, unless its network's terms allow less.
alter table workspace add column retention_days integer not null default 396 check (retention_days between 1 and 3660);

-- The audit log: all that happened but for what ingest does all day.
create index fact_done on fact (workspace_id, id desc) where name <> all (array[
  'ingest.mentions_heard', 'ingest.mentions_edited', 'ingest.mentions_deleted', 'ingest.mentions_forgotten', 'ingest.authors_introduced']);

-- What somebody who was heard, or fears so, asks of the company on the workspace's public page.
create table privacy_request (
  workspace_id uuid not null references workspace,
  id           uuid not null,
  kind         text not null check (kind in ('object', 'erase', 'copy')),
  -- Who they say they are there: a handle, a name, an address of a profile.
  who          text not null check (char_length(who) between 1 and 500),
  place        text check (char_length(place) between 1 and 60),
  -- Where they want the answer; null: nowhere.
  contact      text check (char_length(contact) between 1 and 254),
  words        text not null check (char_length(words) <= 4000),
  asked_at     timestamptz not null,
  done_at      timestamptz,
  done_by      text,
  primary key (workspace_id, id)
);
select own_workspace_only('privacy_request');
create index privacy_request_newest on privacy_request (workspace_id, asked_at desc, id desc);

-- An author who is not to be heard by this workspace again: a keyed hash of network and id, nothing more.
create table unheard_author (
  workspace_id uuid not null references workspace,
  network      text not null,
  author_hash  bytea not null,
  since        timestamptz not null,
  primary key (workspace_id, network, author_hash)
);
select own_workspace_only('unheard_author');
grant select on unheard_author to heed_ingest;

-- What the public page of a workspace says of it: nothing else of it is open to everybody. The slug is its name in addresses.
create function privacy_notice(its_slug text) returns table (workspace_id uuid, name text, language text, retention_days integer, connectors text[])
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select w.workspace_id, w.name, w.language, w.retention_days,
      (select coalesce(array_agg(distinct s.connector order by s.connector), '{}') from public.source s where s.workspace_id = w.workspace_id)
    from public.workspace w where w.slug = its_slug;
  end;
revoke execute on function privacy_notice(text) from public;
grant execute on function privacy_notice(text) to heed_app;
grant select on workspace to heed_ingest;
