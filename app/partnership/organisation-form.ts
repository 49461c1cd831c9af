import { z } from '../http/schema.ts';

export const organisationKinds = ['district', 'school', 'agency'] as const;

const name = z.string({ error: 'required' }).trim().min(1, 'required').max(120, 'tooLong');

/** A new organisation; a school may say to which district it belongs. */
export const newOrganisationForm = z.object({ kind: z.enum(organisationKinds, { error: 'choose' }), name, parentId: z.uuid().optional() });

/** What can be changed of one that is there. */
export const organisationForm = z.object({ name, parentId: z.uuid().optional() });
