-- What administrators are told each day is asked with every page: it must cost nothing when all is well.
create index guardianship_to_confirm on public.guardianship (partnership_id) where confirmed_at is null;
