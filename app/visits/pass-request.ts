import { z } from '../http/schema.ts';

/** What a browser sends on the join click: which of the person's devices it is, and whether it goes on in the place of another one. */
export const passRequest = z.object({
  device: z.uuid(),
  takeOver: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
});
