import { readdir } from 'node:fs/promises';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { testDatabase } from '../test-database.ts';

const t = await testDatabase();
const synonyms: Record<string, string> = { timestamptz: 'timestamp with time zone', time: 'time without time zone', int4: 'integer', int8: 'bigint', bool: 'boolean' };

async function drawnTables() {
  const folder = new URL('../tables/', import.meta.url);
  const modules = await Promise.all((await readdir(folder)).map((file) => import(new URL(file, folder).href) as Promise<Record<string, unknown>>));
  return modules.flatMap((module) => Object.values(module)).filter((value) => is(value, PgTable)).map(getTableConfig);
}

test('the typed tables say what the migrations made: names, types, not null', async () => {
  const drawn = (await drawnTables()).flatMap((table) => table.columns.map((column) => {
    const sqlType = column.getSQLType();
    const base = sqlType.replace(/\[\]$/, '');
    return `${table.schema ?? 'public'}.${table.name}.${column.name} ${(synonyms[base] ?? base) + (sqlType.endsWith('[]') ? '[]' : '')}${column.notNull ? ' not null' : ''}`;
  }));
  const made = (await t.owner`
    select format('%s.%s.%s %s%s', n.nspname, c.relname, a.attname, format_type(a.atttypid, null), case when a.attnotnull then ' not null' else '' end) as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'auth') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`).map((row) => row.column as string);
  expect(drawn.sort()).toEqual(made.sort());
});
