import type { OrganisationRow } from './roster-row.ts';

const KINDS: Record<string, OrganisationRow['organisationKind']> = {
  school: 'school',
  college: 'school',
  university: 'school',
  campus: 'school',
  adulteducation: 'school',
  department: 'department',
  division: 'department',
  program: 'department',
  researchcenter: 'department',
  district: 'district',
  local: 'district',
  state: 'district',
  national: 'district',
  localauthority: 'district',
  ministryofeducation: 'district',
  departmentofeducation: 'district',
  municipality: 'district',
  region: 'district',
  province: 'district',
  academictrust: 'district',
};

/**
 * What an organisation's type means here: students sit in a school, whatever it is called; above schools there are districts; a department is a
 * part of what stands above it. The words are those of OneRoster (`OrgType`) and of School Data Sync's default list of values. Null: an unknown word.
 */
export function readOrganisationKind(text: string): OrganisationRow['organisationKind'] | null {
  return KINDS[text.trim().toLowerCase()] ?? null;
}
