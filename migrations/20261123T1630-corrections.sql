-- What people say of what machines make of mentions, and what is learned from that.

alter table mention drop constraint mention_corrected_check,
  add constraint mention_corrected_check check (corrected <@ array['sentiment', 'intent', 'question', 'needs_answer', 'about_staff', 'lang']);

-- Each time a person said how one thing about a mention is meant, also that the machine was right, and each time that was taken back.
-- Only ever added to: of a mention and a thing, the newest that was not taken back counts. Goes with the mention when that is forgotten.
create table mention_correction (
  workspace_id  uuid not null references workspace,
  id            uuid not null,
  -- In which order they were said: clocks may not tell.
  n             bigint not null generated always as identity,
  mention_id    uuid not null,
  what          text not null check (what in ('sentiment', 'intent', 'question', 'needs_answer', 'about_staff', 'lang')),
  -- What the person said, as the mention's column writes it; null: this row takes another one back.
  said          text,
  takes_back    uuid,
  -- What the machine said then, of which version and calibration, and how sure it was.
  machine       text not null,
  understood_by text,
  negative_p    real,
  positive_p    real,
  -- Where and in which language the mention was said, as it was known then.
  place         text not null,
  lang          text not null,
  -- Drawn by chance, and said without having seen what the machine says. Else in passing: people rather say what is wrong.
  is_check      boolean not null default false,
  -- Null: the machine, or an account that is gone.
  said_by       text,
  said_at       timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, mention_id) references mention on delete cascade,
  foreign key (workspace_id, takes_back) references mention_correction on delete cascade,
  check ((said is null) = (takes_back is not null))
);
select own_workspace_only('mention_correction');
revoke update, delete on mention_correction from heed_app;
grant select, delete on mention_correction to heed_ingest;
create index mention_correction_by_mention on mention_correction (workspace_id, mention_id, what, n desc);
create index mention_correction_newest on mention_correction (workspace_id, what, n desc);
-- What was taken back is found, and taken back once.
create unique index mention_correction_taken_back on mention_correction (workspace_id, takes_back) where takes_back is not null;

-- Mentions that were drawn by chance for somebody to judge.
create table mention_check (
  workspace_id uuid not null references workspace,
  id           uuid not null,
  mention_id   uuid not null,
  drawn_for    text not null,
  drawn_at     timestamptz not null,
  -- In which order it is shown.
  place_in_row integer not null,
  -- Null: still to be looked at.
  ended_at     timestamptz,
  -- Whoever looked at it could not tell.
  is_skipped   boolean not null default false,
  primary key (workspace_id, id),
  unique (workspace_id, mention_id),
  foreign key (workspace_id, mention_id) references mention on delete cascade
);
select own_workspace_only('mention_check');
grant select, delete on mention_check to heed_ingest;
create index mention_check_open on mention_check (workspace_id, drawn_for, drawn_at) where ended_at is null;

-- What a workspace learned from its judgements: small shifts of how likely each sentiment is (src/language/calibration.ts). The newest
-- counts; with no shifts nothing is changed. A reset is a version like others: what was judged before it is learned from no more.
create table calibration (
  workspace_id  uuid not null references workspace,
  version       integer not null check (version >= 1),
  -- The first version that shifts as this one does: under this one mentions are understood (mention.understood_by).
  shifts_as     integer not null,
  shifts        jsonb not null,
  is_reset      boolean not null,
  -- Of which models the judgements are that it was learned from.
  understood_by text not null,
  judgements    integer not null,
  made_by       text,
  made_at       timestamptz not null,
  primary key (workspace_id, version)
);
select own_workspace_only('calibration');
revoke update, delete on calibration from heed_app;
grant select on calibration to heed_ingest;

-- What people said of a mention goes when the mention must be forgotten, whoever forgets it.
create function forget_what_was_judged() returns trigger language plpgsql as $$
begin
  delete from mention_correction where workspace_id = new.workspace_id and mention_id = new.id;
  delete from mention_check where workspace_id = new.workspace_id and mention_id = new.id;
  return null;
end $$;
create trigger forget_what_was_judged after update of forgotten_at on mention for each row
  when (old.forgotten_at is null and new.forgotten_at is not null) execute function forget_what_was_judged();
