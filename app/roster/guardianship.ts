/** Codes of `guardianship.relationship`. */
export const relationships = ['mother', 'father', 'parent', 'stepparent', 'grandparent', 'aunt_uncle', 'sibling', 'foster_parent', 'legal_guardian', 'other'] as const;
export type Relationship = (typeof relationships)[number];

/** Codes of `guardianship.channels`: how a guardian wants to be reached. */
export const channels = ['email', 'phone', 'letter'] as const;
export type Channel = (typeof channels)[number];

/** A grown-up's bond to a student. Until it is confirmed it grants nothing, whatever a roster says. */
export interface Guardianship {
  id: string;
  guardianId: string;
  givenName: string;
  familyName: string;
  email: string | null;
  phone: string | null;
  relationship: Relationship;
  decisionRight: boolean;
  accessRight: boolean;
  courtOrder: boolean;
  language: string;
  channels: Channel[];
  confirmedAt: string | null;
  fromRoster: boolean;
}
