import type postgres from 'postgres';
import { orNone } from './or-none.ts';

/**
 * Every version of the installation's key that something in this database is sealed with: data keys, what waits in the outbox, addresses of outside calendars.
 * A database from before one of these tables has nothing of its kind.
 */
export async function sealedVersions(sql: postgres.Sql): Promise<number[]> {
  const found = [
    await orNone(sql<{ version: number | null }[]>`select distinct key_version as version from public.data_key where wrapped is not null`),
    await orNone(sql<{ version: number | null }[]>`select distinct substring(convert_from(substring(sealed from 3 for get_byte(sealed, 1)), 'UTF8') from '^outbox-([0-9]+)$')::int as version
      from public.outbox where sealed is not null`),
    await orNone(sql<{ version: number | null }[]>`select distinct substring(convert_from(substring(address_sealed from 3 for get_byte(address_sealed, 1)), 'UTF8') from '^installation-([0-9]+)$')::int as version
      from public.outside_calendar`),
  ];
  return [...new Set(found.flat().flatMap(({ version }) => version ?? []))].sort((a, b) => a - b);
}
