import type { MemberRole } from '../../app/identity/permissions.ts';

/** Everyone who works in the demo and is no therapist. All invented; addresses end in example.org. */
export interface DemoStaff {
  given: string;
  family: string;
  role: MemberRole;
  /** Name of the organisation. */
  at: string;
}

export const agencies = ['Harbor Street', 'Open Door Family Center'] as const;
export type DemoAgency = (typeof agencies)[number];

export const staff: readonly DemoStaff[] = [
  { given: 'Renee', family: 'Whitfield', role: 'coordinator', at: 'Mill Creek School District' },
  { given: 'Priya', family: 'Nair', role: 'privacy_officer', at: 'Mill Creek School District' },
  { given: 'Tom', family: 'Brandt', role: 'counselor', at: 'Alder Creek Middle' },
  { given: 'Joan', family: 'Tran', role: 'front_office', at: 'Alder Creek Middle' },
  { given: 'Ann', family: 'Lowe', role: 'counselor', at: 'Lincoln High' },
  { given: 'Carl', family: 'Jensen', role: 'front_office', at: 'Lincoln High' },
  { given: 'Mei', family: 'Chen', role: 'counselor', at: 'Birch Elementary' },
  { given: 'Lou', family: 'Abernathy', role: 'front_office', at: 'Birch Elementary' },
  { given: 'Marta', family: 'Ruiz', role: 'agency_administrator', at: 'Harbor Street' },
  { given: 'Glenn', family: 'Sorensen', role: 'agency_administrator', at: 'Open Door Family Center' },
];

/** The address of anybody who works in the demo. */
export function addressOf(given: string, family: string): string {
  return `${given}.${family}@example.org`.toLowerCase();
}
