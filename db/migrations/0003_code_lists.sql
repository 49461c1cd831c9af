-- Code lists: what a word may be. Their texts live in the catalogues of app/i18n, keyed by code.

create table reference.state (code text primary key);
comment on table reference.state is 'US states and DC, by postal code.';
insert into reference.state select unnest(string_to_array('AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY', ' '));

create table reference.language (code text primary key);
comment on table reference.language is 'Languages that families and therapists speak, BCP 47.';
insert into reference.language select unnest(string_to_array('en es vi zh ht ar so pt fr ru ne sw hmn tl ase', ' '));

create table reference.concern (code text primary key, sort int not null);
comment on table reference.concern is 'Why a student is referred, in a school''s words; coded so that it can be matched without reading free text.';
insert into reference.concern select c, n from unnest(string_to_array('worries sadness school_refusal grief behavior friendships family_change sleep_eating trauma attention other', ' ')) with ordinality u(c, n);

create table reference.urgency (code text primary key, rank int not null unique, within_days int not null);
comment on table reference.urgency is 'How soon; rank orders (3 first), within_days is what the school may expect.';
insert into reference.urgency values ('routine', 0, 28), ('soon', 1, 14), ('urgent', 2, 7), ('very_urgent', 3, 2);

create table reference.role (code text primary key, sort int not null, grants_work boolean not null);
comment on table reference.role is 'Membership roles. grants_work false: on the roster (a teacher, say), nothing to do in Hallway.';
insert into reference.role values ('counselor', 1, true), ('front_office', 2, true), ('therapist', 3, true), ('coordinator', 4, true), ('agency_administrator', 5, true), ('privacy_officer', 6, true), ('staff', 9, false);

create table reference.referral_state (code text primary key, sort int not null, turn text not null, limit_days int);
comment on table reference.referral_state is 'The corridor: states in order, whose turn it is, and the default limit in days (a partnership may set its own).';
insert into reference.referral_state values
  ('received', 1, 'counselor', 1), ('triaged', 2, 'counselor', 2), ('awaiting_consent', 3, 'family', 7), ('waiting', 4, 'coordinator', 14),
  ('offered', 5, 'therapist', 3), ('accepted', 6, 'coordinator', 3), ('scheduled', 7, 'coordinator', 21), ('in_care', 8, 'therapist', 90), ('closed', 9, 'nobody', null);

create table reference.referral_move (from_state text not null references reference.referral_state, to_state text not null references reference.referral_state, primary key (from_state, to_state));
comment on table reference.referral_move is 'Every legal move of a referral; anything else the database refuses.';
insert into reference.referral_move values
  ('received', 'triaged'), ('triaged', 'awaiting_consent'), ('awaiting_consent', 'waiting'), ('waiting', 'offered'), ('offered', 'accepted'),
  ('accepted', 'scheduled'), ('scheduled', 'in_care'),
  ('offered', 'waiting'), ('accepted', 'waiting'), ('scheduled', 'waiting'), ('scheduled', 'accepted'), ('waiting', 'awaiting_consent'),
  ('offered', 'awaiting_consent'), ('accepted', 'awaiting_consent'), ('scheduled', 'awaiting_consent'), ('in_care', 'awaiting_consent');
insert into reference.referral_move select code, 'closed' from reference.referral_state where code <> 'closed';

create table reference.referral_outcome (code text primary key);
comment on table reference.referral_outcome is 'How a referral ended.';
insert into reference.referral_outcome select unnest(string_to_array('declined_by_family withdrawn referred_elsewhere not_reached moved finished', ' '));

grant select on all tables in schema reference to hallway_app, hallway_gate;
