import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

/** PostgreSQL's type ids of timestamptz, timestamp and date. */
const instants = [1184, 1114, 1082];

/**
 * A pool of connections for one login role, with Drizzle on top. Made once in server.ts and handed on in loadContext:
 * what a module makes for itself would exist twice, in the server and in the Remix build.
 */
export function connect(url: string, options: { max?: number } = {}) {
  const client = postgres(url, { max: options.max ?? 10, connect_timeout: 10, idle_timeout: 60, onnotice: () => undefined });
  const db = drizzle(client);
  // Drizzle takes the client's date serialisers away; a Date in raw SQL would then throw.
  const serializers = client.options.serializers as Record<number, (value: unknown) => unknown>;
  for (const type of instants) serializers[type] = (value) => (value instanceof Date ? value.toISOString() : value);
  return Object.assign(db, { client, close: () => client.end({ timeout: 5 }) });
}

export type Database = ReturnType<typeof connect>;
/** An open transaction; made only by `asActor`. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];
