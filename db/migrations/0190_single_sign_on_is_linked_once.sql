-- An identity at single sign-on becomes somebody's own by their address once, as their very first way in. Afterwards only they add one, signed in.

alter table auth."user" add column links_by_address boolean not null default true;
comment on column auth."user".links_by_address is 'Whether a verified address may still link an identity at single sign-on to them: until it has, they removed one, or a second person took their ways in from them.';

update auth."user" u set links_by_address = false
where exists (select from auth.account a where a.user_id = u.id) or exists (select from auth.passkey k where k.user_id = u.id)
  or exists (select from public.recovery_request q where q.person_id = u.id and q.answer = 'confirmed');
