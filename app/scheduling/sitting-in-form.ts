import { places } from '../caseload/practice-codes.ts';
import { z } from '../http/schema.ts';

/** The places that were ticked; none is an answer too. */
const ticked = z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(z.enum(places)));

/** A guardian says it for themselves. */
export const ownSittingInForm = z.object({ places: ticked });

/** Staff write down what guardians said. */
export const sittingInForm = z.object({ guardians: z.array(z.object({ id: z.uuid(), places: ticked })).default([]) });
