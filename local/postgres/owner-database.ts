import postgres from 'postgres';

/** Addresses of a cluster that the launcher runs itself. */
export function clusterUrl(user: string, password: string, port: number, database: string): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** The same database as somebody else: what the portal is given, from the owner's address. */
export function asRole(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  return url.href;
}

/**
 * As the superuser of a cluster of our own: the role that owns and migrates the product's database, and that database. Harmless to repeat.
 *
 * The owner may make roles and nothing more; it is no superuser, so that the embedded database behaves as one of your own would.
 *
 * @param afresh drops the database first; only for one that holds half a demo.
 */
export async function makeOwnerDatabase(superUrl: string, ownerPassword: string, afresh: boolean): Promise<void> {
  if (!/^[\w-]+$/.test(ownerPassword)) throw new Error('The owner\'s password is made of letters, digits, "-" and "_" alone.');
  const sql = postgres(superUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    const [role] = await sql`select from pg_roles where rolname = 'hallway_owner'`;
    await sql.unsafe(`${role ? 'alter' : 'create'} role hallway_owner login createrole nosuperuser nocreatedb nobypassrls password '${ownerPassword}'`);
    if (afresh) await sql`drop database if exists hallway with (force)`;
    const [database] = await sql`select from pg_database where datname = 'hallway'`;
    if (!database) await sql`create database hallway owner hallway_owner`;
    await sql`revoke connect on database postgres from public`;
  } finally {
    await sql.end();
  }
}
