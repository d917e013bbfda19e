-- The ledger between departments: what was asked, how it was answered, what became of what was promised. See docs/asks.md.

-- One line for each round of each ask to a department; kept in the transaction of every deed by what is stored of the ask. A past round's
-- clock (asked_at, answer_by, the marks) is kept here alone, as the ask has only that of the round it is in.
create table ledger_row (
  workspace_id  uuid not null,
  ask_id        uuid not null,
  round         integer not null,
  -- Whose answers are told, and who asked; the latter null: nobody of a department.
  to_id         uuid not null,
  from_id       uuid,
  asked_at      timestamptz not null,
  -- The first day of the month in which it was asked, in the asked department's calendar.
  month         date not null,
  answer_by     timestamptz,
  -- Count on the asking side.
  short_notice  boolean not null,
  no_evidence   boolean not null,
  -- What was answered, or that nothing was; null: neither yet, or it does not count. answer_at: since when that is so.
  answer        text check (answer in ('yes', 'but', 'no', 'silent')),
  answer_at     timestamptz,
  -- Whether by when an answer was due; null: there is none yet, or it does not count.
  in_time       boolean,
  -- Working days from asking to the first answer: 0 on the same day, 20 for all beyond.
  days          smallint check (days between 0 and 20),
  -- Of a no.
  reason        text,
  management_only boolean not null,
  has_condition boolean not null,
  is_met        boolean not null,
  -- Since when a later round's answer is a yes.
  turned_at     timestamptz,
  -- What became of the last promise of this round; released: it counts for nothing. promise_at: since when; of an open one, from when it is late.
  promise       text check (promise in ('open', 'kept', 'moved', 'late', 'not_kept', 'taken_back', 'released')),
  promise_at    timestamptz,
  -- The department says that it was otherwise: until then, nobody else sees it.
  answer_held_until  timestamptz,
  promise_held_until timestamptz,
  -- From when it reads the same for everybody who may read it, unless something happens.
  settles_at    timestamptz not null,
  -- It is in ledger_month and ledger_reason_month.
  is_rolled     boolean not null default false,
  primary key (workspace_id, ask_id, round),
  foreign key (workspace_id, ask_id) references ask (workspace_id, id),
  foreign key (workspace_id, to_id) references department (workspace_id, id) on delete cascade,
  foreign key (workspace_id, from_id) references department (workspace_id, id) on delete set null (from_id),
  check ((answer is null) = (answer_at is null)),
  check ((promise is null) = (promise_at is null))
);
select own_workspace_only('ledger_row');
create index ledger_row_to on ledger_row (workspace_id, to_id, asked_at desc, ask_id desc);
create index ledger_row_from on ledger_row (workspace_id, from_id, asked_at desc, ask_id desc);
-- Few rows are not rolled up: those of the last weeks, and those with an open promise. They are read from these indexes alone.
create index ledger_row_live_to on ledger_row (workspace_id, to_id, from_id) include (
    ask_id, round, asked_at, month, short_notice, no_evidence, answer, answer_at, in_time, days, reason, management_only, has_condition, is_met, turned_at,
    promise, promise_at, answer_held_until, promise_held_until) where not is_rolled;
create index ledger_row_live_from on ledger_row (workspace_id, from_id, to_id) include (
    ask_id, round, asked_at, month, short_notice, no_evidence, answer, answer_at, in_time, days, reason, management_only, has_condition, is_met, turned_at,
    promise, promise_at, answer_held_until, promise_held_until) where not is_rolled;
create index ledger_row_settles on ledger_row (workspace_id, settles_at) where not is_rolled;
create index ledger_row_thanks_to on ledger_row (workspace_id, to_id, promise_at desc, ask_id desc) where promise in ('kept', 'moved');
create index ledger_row_thanks_from on ledger_row (workspace_id, from_id, promise_at desc, ask_id desc) where promise in ('kept', 'moved');

-- Rows that were rolled up and have changed or gone since, as they were: to be taken off what was rolled up. Only added to, so that
-- nobody who does something waits for anybody else; the chore ask.roll_up_ledger takes them off.
create table ledger_undone (
  like ledger_row,
  id bigint generated always as identity,
  primary key (workspace_id, id)
);
select own_workspace_only('ledger_undone');
create index ledger_undone_to on ledger_undone (workspace_id, to_id);
create index ledger_undone_from on ledger_undone (workspace_id, from_id);

create function undo_ledger_row() returns trigger language plpgsql as $$
begin
  insert into public.ledger_undone select old.*;
  if tg_op = 'DELETE' then return old; end if;
  new.is_rolled := false;
  return new;
end $$;
create trigger undo before update or delete on ledger_row for each row when (old.is_rolled) execute function undo_ledger_row();

-- Rows that read the same for everybody, counted by month of asking. Who reads sums this, the rows that are not in it yet, and takes off
-- what is undone: exact at every moment.
-- All ones for a department: whichever. All zeros for from_id: nobody of a department. month -infinity: all months.
create table ledger_month (
  workspace_id uuid not null,
  to_id        uuid not null,
  from_id      uuid not null,
  month        date not null,
  asked        integer not null default 0,
  yes          integer not null default 0,
  but          integer not null default 0,
  no           integer not null default 0,
  silent       integer not null default 0,
  in_time      integer not null default 0,
  -- Of how many.
  in_time_of   integer not null default 0,
  kept         integer not null default 0,
  moved        integer not null default 0,
  late         integer not null default 0,
  not_kept     integer not null default 0,
  taken_back   integer not null default 0,
  kept_of      integer not null default 0,
  short_notice integer not null default 0,
  no_evidence  integer not null default 0,
  -- Answered after so many working days.
  days_0  integer not null default 0, days_1  integer not null default 0, days_2  integer not null default 0, days_3  integer not null default 0, days_4  integer not null default 0,
  days_5  integer not null default 0, days_6  integer not null default 0, days_7  integer not null default 0, days_8  integer not null default 0, days_9  integer not null default 0,
  days_10 integer not null default 0, days_11 integer not null default 0, days_12 integer not null default 0, days_13 integer not null default 0, days_14 integer not null default 0,
  days_15 integer not null default 0, days_16 integer not null default 0, days_17 integer not null default 0, days_18 integer not null default 0, days_19 integer not null default 0,
  days_20 integer not null default 0,
  primary key (workspace_id, to_id, from_id, month)
);
select own_workspace_only('ledger_month');
create index ledger_month_from on ledger_month (workspace_id, from_id, month);

-- The same of the reasons for a no.
create table ledger_reason_month (
  workspace_id    uuid not null,
  to_id           uuid not null,
  from_id         uuid not null,
  month           date not null,
  reason          text not null,
  management_only boolean not null,
  no              integer not null default 0,
  -- With a condition, with one that was met, that became a yes.
  conditions      integer not null default 0,
  met             integer not null default 0,
  turned          integer not null default 0,
  primary key (workspace_id, to_id, from_id, month, reason, management_only)
);
select own_workspace_only('ledger_reason_month');

-- What a department says to its own line: that it was otherwise (truth), or something to read beside it (no truth).
create table ledger_correction (
  workspace_id  uuid not null,
  id            uuid not null,
  ask_id        uuid not null,
  round         integer not null,
  -- What it is about, as the ledger had it: a later event is another.
  about         text not null check (about in ('silent', 'late_answer', 'late', 'not_kept', 'taken_back')),
  truth         text check (truth in ('in_time', 'kept', 'moved', 'not_counted')),
  words         text not null check (char_length(words) between 1 and 1000),
  made_at       timestamptz not null,
  made_by       text,
  -- The other side's word: accepted, it counts so; contested, both are shown and it counts as before. said: nothing to decide.
  state         text not null check (state in ('said', 'open', 'accepted', 'contested')),
  settled_at    timestamptz,
  settled_by    text,
  settled_words text not null default '' check (char_length(settled_words) <= 1000),
  primary key (workspace_id, id),
  foreign key (workspace_id, ask_id) references ask (workspace_id, id),
  check ((truth is null) = (state = 'said')),
  check ((settled_at is not null) = (state in ('accepted', 'contested')))
);
select own_workspace_only('ledger_correction');
create index ledger_correction_by_ask on ledger_correction (workspace_id, ask_id, round);
create unique index ledger_correction_at_most_one_open on ledger_correction (workspace_id, ask_id, round, about) where state = 'open';

-- Departments that agree that the whole workspace sees the ledger, as long as all do.
create table ledger_agreement (
  workspace_id  uuid not null,
  department_id uuid not null,
  agreed_at     timestamptz not null,
  agreed_by     text,
  primary key (workspace_id, department_id),
  foreign key (workspace_id, department_id) references department (workspace_id, id) on delete cascade
);
select own_workspace_only('ledger_agreement');

-- Conditions that have not come about, by whose they are.
create index ask_condition_open on ask_condition (workspace_id, department_id) where met_at is null;
