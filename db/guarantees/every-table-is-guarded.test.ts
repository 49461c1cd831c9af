import { expect, test } from 'vitest';
import { testDatabase } from '../test-database.ts';

const t = await testDatabase();

/** Tables that belong to the installation and not to one partnership; each has policies of its own. */
const installationWide = ['installation', 'partnership', 'person', 'therapist_hours', 'occupancy', 'audit_seal', 'set_up_code', 'backup_run', 'resource_change', 'therapist_day', 'time_off', 'therapist_rules', 'outside_calendar', 'outside_busy', 'address_change'];

const names = (rows: readonly (object | undefined)[]) => rows.map((row) => Object.values(row ?? {}).join(' ')).sort();

test('row-level security is on and forced on every table of public and auth', async () => {
  expect(names(await t.owner`select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'auth') and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`)).toEqual([]);
});

test('every table has a policy for its owner, who would otherwise be blind, and one for each login role it is granted to', async () => {
  expect(names(await t.owner`select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    and not exists (select from pg_policy p where p.polrelid = c.oid and c.relowner = any (p.polroles))`)).toEqual([]);
  expect(names(await t.owner`select c.oid::regclass, g.rolname from pg_class c join pg_roles g on g.rolname in ('hallway_app', 'hallway_auth', 'hallway_sealer', 'hallway_gate')
    where c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace) and c.relkind = 'r' and has_table_privilege(g.oid, c.oid, 'select')
    and not exists (select from pg_policy p where p.polrelid = c.oid and g.oid = any (p.polroles))`)).toEqual([]);
});

test('every table says what it is', async () => {
  expect(names(await t.owner`select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'auth', 'reference') and c.relkind = 'r' and obj_description(c.oid, 'pg_class') is null`)).toEqual([]);
});

test('the partnership comes first in every primary key and in every foreign key between tables of a partnership', async () => {
  const firstColumn = await t.owner`select c.oid::regclass from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all (${installationWide})
    and not exists (select from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1] where k.conrelid = c.oid and k.contype = 'p' and a.attname = 'partnership_id')`;
  expect(names(firstColumn)).toEqual([]);
  const keys = await t.owner`select k.conrelid::regclass, k.conname from pg_constraint k join pg_class f on f.oid = k.confrelid
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and f.relnamespace = 'public'::regnamespace and f.relname <> all (${installationWide}) and a.attname <> 'partnership_id'`;
  expect(names(keys)).toEqual([]);
});

test('every foreign key has an index that begins with its columns', async () => {
  expect(names(await t.owner`select k.conrelid::regclass, k.conname from pg_constraint k where k.contype = 'f' and k.connamespace in ('public'::regnamespace, 'auth'::regnamespace)
    and not exists (select from pg_index i where i.indrelid = k.conrelid and i.indpred is null
      and (i.indkey::int2[])[0:array_length(k.conkey, 1) - 1] @> k.conkey and (i.indkey::int2[])[0:array_length(k.conkey, 1) - 1] <@ k.conkey)`)).toEqual([]);
});

test('no login role owns, bypasses or creates anything', async () => {
  expect(names(await t.owner`select rolname from pg_roles where rolname like 'hallway%' and rolname <> 'hallway_owner' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`)).toEqual([]);
  expect(names(await t.owner`select c.oid::regclass from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ('hallway_app', 'hallway_auth', 'hallway_sealer', 'hallway_gate')`)).toEqual([]);
  expect(names(await t.owner`select s.nspname, r.rolname from pg_namespace s cross join pg_roles r where r.rolname in ('hallway_app', 'hallway_auth', 'hallway_sealer')
    and s.nspname in ('public', 'auth', 'reference', 'gate', 'jobs', 'upkeep') and has_schema_privilege(r.oid, s.oid, 'create')`)).toEqual([]);
  expect(names(await t.owner`select c.oid::regclass from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    and (has_table_privilege('hallway_app', c.oid, 'truncate') or has_table_privilege('hallway_app', c.oid, 'trigger') or has_table_privilege('hallway_app', c.oid, 'references'))`)).toEqual([]);
});

test('functions that see more than the person asking live in schema gate, belong to hallway_gate and search nowhere', async () => {
  expect(names(await t.owner`select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
    where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') and not (n.nspname = 'gate' and r.rolname = 'hallway_gate' and p.proconfig @> array['search_path=""'])`)).toEqual([]);
  expect(names(await t.owner`select p.oid::regprocedure from pg_proc p where p.pronamespace = 'gate'::regnamespace and has_function_privilege('public', p.oid, 'execute')`)).toEqual([]);
});

test('sign-in tables are out of the web process’s reach, and its tables out of sign-in’s', async () => {
  expect(names(await t.owner`select c.oid::regclass from pg_class c where c.relnamespace = 'auth'::regnamespace and c.relkind = 'r' and has_table_privilege('hallway_app', c.oid, 'select')`)).toEqual([]);
  expect(names(await t.owner`select c.oid::regclass from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege('hallway_auth', c.oid, 'select')`)).toEqual([]);
});
