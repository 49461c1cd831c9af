-- A preferred name is shown to whom the student lets see it, and to nobody else.

create function public.called(given_name text, preferred_name text, seen_by text) returns text language sql stable parallel safe
return case
  when preferred_name is null then given_name
  when seen_by = 'everyone' or public.ctx_role() in ('counselor', 'therapist') then preferred_name
  when seen_by = 'school' and public.ctx_role() in ('front_office', 'coordinator', 'privacy_officer') then preferred_name
  else given_name
end;
comment on function public.called is 'What to call a student before the acting person: the preferred name where it may be seen (student.preferred_name_seen_by), else the given name.';
grant execute on function public.called to hallway_app;
