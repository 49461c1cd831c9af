-- An entry of the trail is written by the one whom it names; what the product does by itself names nobody.

drop policy written on public.audit_entry;
create policy written on public.audit_entry for insert to hallway_app
  with check (partnership_id = public.ctx_partnership() and (body ->> 'personId')::uuid is not distinct from public.ctx_person());
