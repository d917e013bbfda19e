-- What is forgotten of a mention is forgotten of what was filed, too: its screenshot above all.
grant select, delete on clip to heed_ingest;
