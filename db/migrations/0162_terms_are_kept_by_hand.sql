-- School years and terms that no roster brings are kept by hand, as a whole: a term that is taken out is gone. A roster's own stay the roster's.
grant delete on public.term to hallway_app;
create policy kept_by_hand on public.term as restrictive for delete to hallway_app using (source is null);
