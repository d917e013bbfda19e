-- Asks between people who work for the same company, their answers, and the promises made on them.

-- An agency or a supplier: a side of its own, of which its people see their own asks and nothing else.
alter table department add column is_outside boolean not null default false;

-- How a workspace asks. A workspace without a row has the defaults.
create table ask_settings (
  workspace_id    uuid primary key references workspace,
  -- The number of the next ask: people say "ask 12".
  next_number     integer not null default 1 check (next_number > 0),
  -- ISO 4217, of `amount` where money is asked for.
  currency        text not null default 'ILS' check (currency ~ '^[A-Z]{3}$'),
  -- A yes to more than this is confirmed by a code that is mailed; null: none is.
  confirm_above   bigint check (confirm_above >= 0),
  -- The company's own domains of mail, in lower case.
  mail_domains    text[] not null default '{}' check (cardinality(mail_domains) <= 50),
  -- No reminder from Friday's to Saturday's dusk, and none on holidays and memorial days.
  quiet_sabbath   boolean not null default true,
  quiet_memorial  boolean not null default true
);
select own_workspace_only('ask_settings');

-- Kinds of ask that a workspace has besides those Heed knows.
create table ask_kind (
  workspace_id uuid not null references workspace,
  id           uuid not null,
  name         text not null check (char_length(name) between 1 and 80),
  created_at   timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);
select own_workspace_only('ask_kind');

-- Days on which clocks and reminders stand still, from the moment somebody says so until the moment somebody ends it.
create table emergency (
  workspace_id uuid not null references workspace,
  id           uuid not null,
  began_at     timestamptz not null,
  ended_at     timestamptz,
  began_by     text,
  primary key (workspace_id, id),
  check (ended_at is null or ended_at >= began_at)
);
select own_workspace_only('emergency');
create unique index emergency_at_most_one on emergency (workspace_id) where ended_at is null;

-- What can be asked of a department, how fast it answers, and whom asks go to.
create table service_card (
  workspace_id      uuid not null,
  department_id     uuid not null,
  about             text not null default '' check (char_length(about) <= 2000),
  -- Working days in which it answers.
  answer_days       smallint not null default 3 check (answer_days between 1 and 30),
  contact_id        uuid,
  deputy_id         uuid,
  -- Where its ticket system takes mail; gets a copy of every ask, and its mail counts.
  ticket_address    text check (char_length(ticket_address) <= 254),
  published_at      timestamptz,
  -- Rises with every change, so that two who change it at once hear of each other.
  revision          integer not null default 1,
  primary key (workspace_id, department_id),
  foreign key (workspace_id, department_id) references department (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references person (workspace_id, id) on delete set null (contact_id),
  foreign key (workspace_id, deputy_id) references person (workspace_id, id) on delete set null (deputy_id)
);
select own_workspace_only('service_card');

create table service_item (
  workspace_id  uuid not null,
  department_id uuid not null,
  -- One of Heed's kinds, or the id of one of the workspace's own.
  kind          text not null check (char_length(kind) between 1 and 40),
  -- Working days it needs once it has said yes.
  lead_days     smallint not null check (lead_days between 0 and 250),
  -- What it needs to see.
  needs         text not null default '' check (char_length(needs) <= 1000),
  place         smallint not null,
  primary key (workspace_id, department_id, kind),
  foreign key (workspace_id, department_id) references service_card (workspace_id, department_id) on delete cascade
);
select own_workspace_only('service_item');

-- Days on which a department changes nothing: a release, a stock-taking.
create table card_freeze (
  workspace_id  uuid not null,
  id            uuid not null,
  department_id uuid not null,
  from_day      date not null,
  until_day     date not null,
  why           text not null check (char_length(why) <= 200),
  primary key (workspace_id, id),
  foreign key (workspace_id, department_id) references service_card (workspace_id, department_id) on delete cascade,
  check (from_day <= until_day)
);
select own_workspace_only('card_freeze');

-- Somebody is away: what would go to them goes to their deputy.
create table absence (
  workspace_id uuid not null,
  id           uuid not null,
  person_id    uuid not null,
  from_day     date not null,
  until_day    date not null,
  -- Null: the deputy of the department.
  deputy_id    uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, person_id) references person (workspace_id, id) on delete cascade,
  foreign key (workspace_id, deputy_id) references person (workspace_id, id) on delete set null (deputy_id),
  check (from_day <= until_day)
);
select own_workspace_only('absence');
create index absence_by_person on absence (workspace_id, person_id, until_day);

create table ask (
  workspace_id       uuid not null references workspace,
  id                 uuid not null,
  number             integer not null,
  kind               text not null check (char_length(kind) between 1 and 40),
  title              text not null check (char_length(title) between 1 and 160),
  details            text not null check (char_length(details) <= 4000),
  -- What it is worth to the company, in the asker's words.
  worth              text not null check (char_length(worth) <= 500),
  -- A mailing's recipients, and what they agreed to.
  recipients         text check (char_length(recipients) <= 1000),
  -- Money of the workspace's currency or hours, where the kind asks for either.
  amount             bigint check (amount >= 0),
  -- Who asks: a department or an outsider's, as far as known, and whoever wrote it.
  from_department_id uuid,
  raised_by          text,
  -- Who is asked: a department, or a person (then the department is theirs, if they have one).
  to_department_id   uuid,
  to_person_id       uuid,
  -- The query whose theme it comes from, and how many mentions that had in 28 days when it was raised.
  query_id           uuid,
  query_mentions     integer,
  -- It asks for what would make another ask's no a yes.
  counter_to         uuid,
  state              text not null check (state in
    ('asked', 'seen', 'needs_date', 'countered', 'declined', 'refused', 'promised', 'kept', 'not_kept', 'withdrawn')),
  round              integer not null check (round > 0),
  raised_at          timestamptz not null,
  -- Of this round:
  asked_at           timestamptz not null,
  needed_by          date not null,
  -- By when an answer is due if everything has been delivered; moves with what is known of delivery. Null: no working time within ten years.
  answer_by          timestamptz,
  -- Since when it is known to have arrived: seen, or two reminders by two ways with the deputy tried.
  delivered_at       timestamptz,
  seen_at            timestamptz,
  answered_at        timestamptz,
  silent_at          timestamptz,
  -- Asked later than the card's lead time allows; without a voice or a query behind it.
  short_notice       boolean not null,
  no_evidence        boolean not null,
  -- The answer that counts in this round, and the last promise of all; null: none yet.
  answer_id          uuid,
  promise_id         uuid,
  -- Rises with every deed.
  revision           integer not null default 1,
  -- Chosen by whoever raised it, so that what is sent twice is raised once.
  key                uuid not null,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  unique (workspace_id, key),
  foreign key (workspace_id, from_department_id) references department (workspace_id, id) on delete set null (from_department_id),
  foreign key (workspace_id, to_department_id) references department (workspace_id, id) on delete set null (to_department_id),
  foreign key (workspace_id, to_person_id) references person (workspace_id, id) on delete set null (to_person_id),
  foreign key (workspace_id, counter_to) references ask (workspace_id, id)
);
select own_workspace_only('ask');
create index ask_newest on ask (workspace_id, raised_at desc, id desc);
create index ask_to on ask (workspace_id, to_department_id, state, raised_at desc, id desc);
create index ask_from on ask (workspace_id, from_department_id, state, raised_at desc, id desc);
create index ask_to_person on ask (workspace_id, to_person_id, raised_at desc) where to_person_id is not null;
create index ask_raised_by on ask (workspace_id, raised_by, raised_at desc) where raised_by is not null;
create index ask_silent on ask (workspace_id, raised_at desc, id desc) where silent_at is not null;
create index ask_counter_to on ask (workspace_id, counter_to) where counter_to is not null;

-- The voices it was raised with.
create table ask_voice (
  workspace_id uuid not null,
  ask_id       uuid not null,
  mention_id   uuid not null,
  place        smallint not null,
  primary key (workspace_id, ask_id, mention_id),
  foreign key (workspace_id, ask_id) references ask (workspace_id, id),
  foreign key (workspace_id, mention_id) references mention (workspace_id, id) on delete cascade
);
select own_workspace_only('ask_voice');
create index ask_voice_by_mention on ask_voice (workspace_id, mention_id);

-- Every answer that was given. The last one counts; none is ever changed.
create table answer (
  workspace_id       uuid not null,
  id                 uuid not null,
  ask_id             uuid not null,
  round              integer not null,
  kind               text not null check (kind in ('yes_by', 'yes_needs_date', 'yes_but', 'no_because')),
  -- What is promised by when, or offered instead.
  due                date,
  -- Other scope, explanation: in their words.
  words              text not null check (char_length(words) <= 4000),
  reason             text check (reason in
    ('law_or_privacy', 'security', 'accessibility', 'no_consent', 'freeze', 'capacity', 'not_ours', 'cheaper_way', 'duplicate', 'other')),
  -- The reason is for owners and managers, and for the department itself.
  management_only    boolean not null,
  way                text not null check (way in ('link', 'mail', 'app', 'told')),
  -- Who gave it, as far as known; `by_name` as they were called then.
  person_id          uuid,
  user_id            text,
  by_name            text not null check (char_length(by_name) <= 120),
  by_address         text check (char_length(by_address) <= 254),
  -- Told by phone or in a meeting: on which day, and which member wrote it down.
  told_on            date,
  written_by         text,
  at                 timestamptz not null,
  -- Null: it waits for the code that was mailed, and does not count yet.
  confirmed_at       timestamptz,
  -- Of the letter it came by, or of the page it was sent from: what comes twice is taken once.
  key                text not null check (char_length(key) <= 400),
  -- Rises: tells the order of those of one moment.
  nr                 bigint generated always as identity,
  primary key (workspace_id, id),
  unique (workspace_id, ask_id, key),
  foreign key (workspace_id, ask_id) references ask (workspace_id, id),
  foreign key (workspace_id, person_id) references person (workspace_id, id) on delete set null (person_id),
  check ((reason is not null) = (kind = 'no_because')),
  check (kind <> 'yes_by' or due is not null)
);
select own_workspace_only('answer');
create index answer_by_ask on answer (workspace_id, ask_id, at);

-- What would make a no a yes. At most one for each answer.
create table ask_condition (
  workspace_id  uuid not null,
  answer_id     uuid not null,
  ask_id        uuid not null,
  words         text not null check (char_length(words) between 1 and 1000),
  -- Whose it is to bring about; neither: the asking side's.
  department_id uuid,
  person_id     uuid,
  -- The ask to its owner that came of it; null where the owner is the asking side.
  counter_ask_id uuid,
  met_at        timestamptz,
  met_by        text,
  primary key (workspace_id, answer_id),
  foreign key (workspace_id, answer_id) references answer (workspace_id, id),
  foreign key (workspace_id, ask_id) references ask (workspace_id, id),
  foreign key (workspace_id, counter_ask_id) references ask (workspace_id, id),
  foreign key (workspace_id, department_id) references department (workspace_id, id) on delete set null (department_id),
  foreign key (workspace_id, person_id) references person (workspace_id, id) on delete set null (person_id)
);
select own_workspace_only('ask_condition');
create index ask_condition_by_ask on ask_condition (workspace_id, ask_id);
create index ask_condition_by_counter on ask_condition (workspace_id, counter_ask_id) where counter_ask_id is not null;

-- A commitment with a day. At most one of an ask is open.
create table promise (
  workspace_id uuid not null,
  id           uuid not null,
  ask_id       uuid not null,
  round        integer not null,
  answer_id    uuid not null,
  made_at      timestamptz not null,
  first_due    date not null,
  due          date not null,
  -- What was promised where that is not the whole ask.
  scope        text not null check (char_length(scope) <= 4000),
  -- How often another day was named before the day had passed, and whether once after it had.
  moves        integer not null default 0,
  moved_late   boolean not null default false,
  state        text not null check (state in ('due', 'kept', 'not_kept', 'withdrawn')),
  -- The day on which it was done; late when after `due`.
  kept_on      date,
  ended_at     timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, ask_id) references ask (workspace_id, id),
  foreign key (workspace_id, answer_id) references answer (workspace_id, id),
  check ((state = 'due') = (ended_at is null)),
  check ((kept_on is not null) = (state = 'kept'))
);
select own_workspace_only('promise');
create unique index promise_at_most_one_open on promise (workspace_id, ask_id) where state = 'due';
create index promise_by_ask on promise (workspace_id, ask_id, made_at);
create index promise_due on promise (workspace_id, due) where state = 'due';

-- Deferred, so that a backup can put asks back before their answers.
alter table ask
  add foreign key (workspace_id, answer_id) references answer (workspace_id, id) deferrable initially deferred,
  add foreign key (workspace_id, promise_id) references promise (workspace_id, id) deferrable initially deferred;

-- What happened to one ask, in order. A column of its own: under row-level security no index over a part of JSON is used.
alter table fact add column subject text;
create function name_subject() returns trigger language plpgsql as $$
begin
  new.subject := new.data ->> 'askId';
  return new;
end $$;
create trigger name_subject before insert on fact for each row execute function name_subject();
create index fact_of_subject on fact (workspace_id, subject, id) where subject is not null;

create table ask_comment (
  workspace_id uuid not null,
  id           uuid not null,
  ask_id       uuid not null,
  words        text not null check (char_length(words) between 1 and 4000),
  user_id      text,
  person_id    uuid,
  by_name      text not null check (char_length(by_name) <= 120),
  -- A mail that could not be read as an answer, as it came: shown to the asker, never dropped.
  is_unread_mail boolean not null default false,
  at           timestamptz not null,
  -- What comes twice is kept once; null: written in the app.
  key          text check (char_length(key) <= 400),
  -- Rises: tells the order of those of one moment.
  nr           bigint generated always as identity,
  primary key (workspace_id, id),
  unique (workspace_id, ask_id, key),
  foreign key (workspace_id, ask_id) references ask (workspace_id, id),
  foreign key (workspace_id, person_id) references person (workspace_id, id) on delete set null (person_id)
);
select own_workspace_only('ask_comment');
create index ask_comment_by_ask on ask_comment (workspace_id, ask_id, at);

create table ask_file (
  workspace_id uuid not null,
  id           uuid not null,
  ask_id       uuid not null,
  name         text not null check (char_length(name) between 1 and 200),
  type         text not null check (char_length(type) <= 100),
  bytes        bytea not null check (octet_length(bytes) <= 5242880),
  added_by     text,
  at           timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, ask_id) references ask (workspace_id, id)
);
select own_workspace_only('ask_file');
create index ask_file_by_ask on ask_file (workspace_id, ask_id, at);

-- A way to answer without an account, made for one person and one ask. The token is derived from the installation's secret and
-- stored nowhere.
create table answer_link (
  workspace_id uuid not null,
  id           uuid not null,
  ask_id       uuid not null,
  -- Null: for whoever the department hands it to.
  person_id    uuid,
  made_at      timestamptz not null,
  made_by      text,
  expires_at   timestamptz not null,
  -- Since when somebody is known to have it open: they touched the page. That a program fetched it says nothing.
  opened_at    timestamptz,
  closed_at    timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, ask_id) references ask (workspace_id, id),
  foreign key (workspace_id, person_id) references person (workspace_id, id) on delete cascade
);
select own_workspace_only('answer_link');
create index answer_link_by_ask on answer_link (workspace_id, ask_id);

-- Every message that left because of an ask, by whatever way, and what became of it.
create table sending (
  workspace_id uuid not null,
  id           uuid not null,
  ask_id       uuid not null,
  round        integer not null,
  link_id      uuid,
  person_id    uuid,
  channel      text not null check (channel in ('mail', 'ticket', 'whatsapp', 'copy', 'app')),
  purpose      text not null check (purpose in ('ask', 'reminder', 'deputy', 'answered', 'due', 'code', 'copy', 'question')),
  -- waiting: not yet handed over · sent: taken by the next server, or handed over by a person · refused: for good ·
  -- bounced: taken first and given back · unknown: the line was cut when it could have been taken, and it is not sent again by itself
  state        text not null check (state in ('waiting', 'sent', 'refused', 'bounced', 'unknown')),
  problem      text check (char_length(problem) <= 500),
  at           timestamptz not null,
  done_at      timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, ask_id) references ask (workspace_id, id),
  foreign key (workspace_id, link_id) references answer_link (workspace_id, id),
  foreign key (workspace_id, person_id) references person (workspace_id, id) on delete set null (person_id)
);
select own_workspace_only('sending');
create index sending_by_ask on sending (workspace_id, ask_id, at);
create index sending_by_person on sending (workspace_id, person_id, at desc) where person_id is not null;
