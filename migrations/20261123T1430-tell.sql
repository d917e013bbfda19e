-- To whom a message goes, which duty it fulfils, and what it tells: so that each is said once, and news are gathered into one letter.
alter table sending
  -- The member it goes to, where it is not a person's; and to which address.
  add column user_id  text,
  add column address  text check (char_length(address) <= 254),
  -- The duty of Heed's own that it fulfils: each once for an ask. Null: somebody pressed a button.
  add column slot     text check (char_length(slot) <= 100),
  -- Since when it is being handed to the mail server: found by a later run, nobody knows whether it was taken.
  add column begun_at timestamptz,
  -- What it tells, of those that are gathered: a key of the messages and what fills it. Null: a letter of its own.
  add column news     jsonb;
create unique index sending_once on sending (workspace_id, ask_id, slot) where slot is not null;
create index sending_news on sending (workspace_id, address, done_at) where news is not null;
