-- A key that is not the one in use is noticed before anything is sealed or signed with it.

alter table public.installation add column key_checks jsonb not null default '{}';
comment on column public.installation.key_checks is 'What stands for each key of the installation, by its name ("wrapping 1", "audit"): a keyed hash of a fixed text, from which the key cannot be had. Written by the launcher when a key is first used; null under "audit": the owner gave that key up, and the next one is taken.';
