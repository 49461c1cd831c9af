import { z } from 'zod';

// Zod's compiled parsers need `new Function`, which the content security policy forbids; without them it stays silent.
z.config({ jitless: true });

export { z };
