import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';

export type OrganisationKind = 'district' | 'school' | 'agency';

export interface Organisation {
  id: string;
  kind: OrganisationKind;
  name: string;
  parentId: string | null;
  parent: string | null;
  /** Whether a roster keeps its name, so that a change here would be overwritten by the next import. */
  fromRoster: boolean;
  state: string | null;
  zone: string | null;
  /** Who works there in Hallway today. */
  people: number;
  ended: boolean;
}

/** Every organisation of the acting partnership: districts, schools, agencies, those that take part before those that ended. */
export async function organisationList(tx: Tx): Promise<Organisation[]> {
  return [...await tx.execute<Organisation & Record<string, unknown>>(sql`
    select o.id, o.kind, o.name, o.parent_id "parentId", up.name parent, o.source is not null "fromRoster", o.state, o.zone, o.ended_at is not null ended,
      (select count(distinct m.person_id)::int from membership m join reference.role r on r.code = m.role and r.grants_work
        where m.partnership_id = o.partnership_id and m.organisation_id = o.id and m.ended_at is null and m.during @> (clock_now() at time zone pa.zone)::date) people
    from organisation o join partnership pa on pa.id = o.partnership_id left join organisation up on up.partnership_id = o.partnership_id and up.id = o.parent_id
    where o.partnership_id = ctx_partnership()
    order by o.ended_at is not null, array_position('{district,school,agency}'::text[], o.kind), o.name`)];
}
