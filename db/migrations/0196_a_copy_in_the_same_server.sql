-- A dump that is brought back into the same server begins a new era too: neither cluster nor timeline tell, but the database does, or its tables.

alter table public.installation add column database_oid bigint;
alter table public.installation add column table_oid bigint;
comment on column public.installation.database_oid is 'This database, as its server numbers it, when era was last looked at: another where the database was dropped and made anew.';
comment on column public.installation.table_oid is 'This table, as its server numbers it, when era was last looked at: another where a dump was brought back over what was there.';
comment on column public.installation.era is 'Counts up when what is here was brought back: the data lands in another cluster or database, its tables are made anew, or it goes on in another timeline. Transaction numbers then begin anew or are used again, and messages went out that the data does not know.';
