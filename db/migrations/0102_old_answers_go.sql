-- The same request twice is one effect, for as long as anybody may send it again; after that the row only says who did what, and goes.

grant delete on public.idempotency to hallway_app;
create policy tidied on public.idempotency for delete to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('job'));
create policy tidied_seen on public.idempotency for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('job'));
