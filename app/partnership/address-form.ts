import { z } from '../http/schema.ts';

/** The address of somebody who works here, as typed. */
export const addressForm = z.object({ email: z.email({ error: 'email' }).max(200, 'tooLong') });

export type AddressTyped = z.input<typeof addressForm>;
