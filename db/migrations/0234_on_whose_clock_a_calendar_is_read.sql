-- Floating times and whole days of an outside calendar are on its therapist's clock: which one they were read on is kept, so that a therapist who
-- moves is read anew, although the calendar itself says that nothing changed.

alter table public.outside_calendar add column read_zone text;
comment on column public.outside_calendar.read_zone is 'On which clock its floating times and whole days were last read; null: not read since this is kept.';
