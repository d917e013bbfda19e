-- A kind that is no longer offered keeps its name in old asks, and another may take the name.
alter table ask_kind add column removed_at timestamptz;
alter table ask_kind drop constraint ask_kind_workspace_id_name_key;
create unique index ask_kind_name on ask_kind (workspace_id, lower(name)) where removed_at is null;
