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
  const db = drizzle(preparing(client));
  // Drizzle takes the client's date serialisers away; a Date in raw SQL would then throw.
  const serializers = client.options.serializers as Record<number, (value: unknown) => unknown>;
  for (const type of instants) serializers[type] = (value) => (value instanceof Date ? value.toISOString() : value);
  return Object.assign(db, { client, close: () => client.end({ timeout: 5 }) });
}

export type Database = ReturnType<typeof connect>;
/** An open transaction; made only by `asActor`. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];

type Client = Pick<postgres.Sql, 'unsafe'> & { begin?: postgres.Sql['begin']; savepoint?: postgres.TransactionSql['savepoint'] };

/**
 * Has every statement planned once a connection: Drizzle sends raw SQL unprepared, and planning under row-level security costs several times what running
 * does (`npm run bench -- booking`). PostgreSQL itself goes on choosing a plan for the values where one for all would be dearer. Several statements in one string cannot be prepared.
 */
function preparing<C extends Client>(client: C): C {
  const { unsafe, begin, savepoint } = client;
  client.unsafe = ((query: string, parameters?: [], options?: object) => unsafe(query, parameters, { ...options, prepare: !query.includes(';') })) as C['unsafe'];
  if (begin) client.begin = ((work: (inner: postgres.TransactionSql) => Promise<unknown>) => begin((inner) => work(preparing(inner)))) as postgres.Sql['begin'];
  if (savepoint) client.savepoint = ((work: (inner: postgres.TransactionSql) => Promise<unknown>) => savepoint((inner) => work(preparing(inner)))) as postgres.TransactionSql['savepoint'];
  return client;
}
