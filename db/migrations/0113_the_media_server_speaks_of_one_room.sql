-- A webhook names a room: it reaches the visit of that room, and no person.

set role hallway_gate;
create or replace function gate.enter_as_webhook(room text, purpose text) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  v public.visit;
begin
  select * into v from public.visit x where x.room_name = room;
  if not found then return false; end if;
  perform gate.state_context(v.partnership_id, null, null, null, 'webhook', null, purpose);
  perform set_config('app.appointment', v.appointment_id::text, true);
  return true;
end $$;
reset role;

drop policy machine on public.visit;
create policy job on public.visit for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('job'));
create policy webhook on public.visit for update to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('webhook') and appointment_id = public.ctx_appointment());

drop policy list on public.appointment;
create policy list on public.appointment for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));
drop policy moved on public.appointment;
create policy moved on public.appointment for update to hallway_app using (partnership_id = public.ctx_partnership() and (public.ctx_is('coordinator', 'job')
  or (public.ctx_is('webhook') and id = public.ctx_appointment())
  or (public.ctx_is('therapist') and therapist_id = public.ctx_person()) or (public.ctx_is('counselor', 'front_office') and school_id = public.ctx_organisation()) or (public.ctx_is('guardian') and exists (
    select from public.episode_of_care e where e.partnership_id = appointment.partnership_id and e.id = appointment.episode_id))));

drop policy machine on public.media_event;
create policy machine on public.media_event for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('job', 'webhook') and exists (
  select from public.visit v where v.partnership_id = media_event.partnership_id and v.id = media_event.visit_id));
