-- The optional assistant: a language model that an administrator named. Without a row, or without a task, nothing is sent to anybody.
create table assist_settings (
  workspace_id   uuid primary key references workspace,
  -- Where its API begins, such as https://models.example/v1, without a slash at its end.
  base_url       text not null check (char_length(base_url) <= 500),
  model          text not null check (char_length(model) between 1 and 200),
  -- Who runs it, in words: shown on the public privacy page.
  operator       text not null check (char_length(operator) between 1 and 80),
  -- Its key, encrypted for this workspace alone; null: it asks for none.
  sealed         bytea,
  -- What it may be asked for.
  tasks          text[] not null check (tasks <@ array['translate', 'summarise', 'draft']),
  -- How replies should sound.
  tone           text not null check (char_length(tone) <= 300),
  monthly_max    integer not null check (monthly_max between 1 and 100000),
  -- Since when it refuses the key; null: it does not.
  key_refused_at timestamptz,
  changed_at     timestamptz not null
);
select own_workspace_only('assist_settings');

-- How often it was asked, by month of UTC: what the budget is measured by.
create table assist_use (
  workspace_id uuid not null references workspace,
  -- 2026-11
  month        text not null check (month ~ '^\d{4}-\d{2}$'),
  requests     integer not null check (requests >= 1),
  primary key (workspace_id, month)
);
select own_workspace_only('assist_use');

-- What the public page of a workspace says of the assistant while it is on. The slug is the workspace's name in addresses.
create function assist_notice(its_slug text) returns table (operator text, tasks text[])
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select s.operator, s.tasks
    from public.workspace w
      left join public.assist_settings s on s.workspace_id = w.workspace_id and s.tasks <> '{}'
    where w.slug = its_slug;
  end;
revoke execute on function assist_notice(text) from public;
grant execute on function assist_notice(text) to heed_app;
