import { sql } from 'drizzle-orm';
import { instantText } from '../../db/range.server.ts';
import type { Tx } from '../../db/connect.server.ts';

/**
 * Something of a student's record that went to another organisation (FERPA 99.32; HIPAA 164.528). Names are null where the reader may not know them.
 * `allowedAt`: when the family signed the release that it rests on, where that may be read.
 */
export type Given = {
  id: string;
  at: string;
  from: string | null;
  to: string | null;
  toPerson: string | null;
  by: string | null;
  what: string;
  purpose: string;
  basis: 'release' | 'emergency' | 'law';
  allowedAt: string | null;
};

/** All that was given of one student's record, the newest first, as far as the acting person may account for it. */
export async function disclosuresOf(tx: Tx, studentId: string): Promise<Given[]> {
  const rows = await tx.execute<Given>(sql`
    select d.id, d.at::text as at, f.name as from, t.name as to, d.what, d.purpose, d.basis, coalesce(p.given_name || ' ' || p.family_name, gate.name_of_staff(d.to_person_id)) as "toPerson",
      coalesce(b.given_name || ' ' || b.family_name, gate.name_of_staff(d.by_person)) as by, lower(c.during)::text as "allowedAt"
    from disclosure d
      left join organisation f on f.partnership_id = d.partnership_id and f.id = d.from_organisation_id
      left join organisation t on t.partnership_id = d.partnership_id and t.id = d.to_organisation_id
      left join person p on p.id = d.to_person_id left join person b on b.id = d.by_person
      left join consent c on c.partnership_id = d.partnership_id and c.id = d.consent_id
    where d.partnership_id = ctx_partnership() and d.student_id = ${studentId}::uuid order by d.at desc, d.id`);
  return rows.map(({ at, allowedAt, ...row }) => ({ ...row, at: instantText(at), allowedAt: allowedAt && instantText(allowedAt) }));
}
