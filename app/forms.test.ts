import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from './http/schema.ts';

/** Every `…-form.ts` of the house, with the schemas it exports. */
const forms = readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('-form.ts')).map((entry) => join(entry.parentPath, entry.name));

/** The objects of a schema that keep what they do not name, by where they stand. */
function keepsUnnamed(schema: unknown, at: string): string[] {
  if (schema instanceof z.ZodObject) {
    const { catchall, shape } = schema.def;
    const open = catchall !== undefined && !(catchall instanceof z.ZodNever);
    return [...(open ? [at] : []), ...Object.entries(shape).flatMap(([name, field]) => keepsUnnamed(field, `${at}.${name}`))];
  }
  if (schema instanceof z.ZodRecord) return [at];
  const inner = schema as { def?: { innerType?: unknown; element?: unknown; in?: unknown; out?: unknown; options?: readonly unknown[] } };
  const { innerType, element, in: from, out, options } = inner.def ?? {};
  return [innerType, element, from, out, ...(options ?? [])].filter((part) => part !== undefined).flatMap((part) => keepsUnnamed(part, at));
}

test('check 2: a form takes the fields that it names and no other, at any depth', async () => {
  const modules = await Promise.all(forms.map(async (file) => [file, (await import(file)) as Record<string, unknown>] as const));
  const schemas = modules.flatMap(([file, module]) => Object.entries(module).filter(([, value]) => value instanceof z.ZodType).map(([name, schema]) => ({ name: `${file}: ${name}`, schema })));
  expect(schemas.length).toBeGreaterThan(10);
  expect(schemas.flatMap(({ name, schema }) => keepsUnnamed(schema, name))).toEqual([]);
});

test('… and a form that kept them would be found', () => {
  expect(keepsUnnamed(z.object({ list: z.array(z.looseObject({ name: z.string() })).default([]) }), 'form')).toEqual(['form.list']);
  expect(z.object({ name: z.string() }).parse({ name: 'Ana', role: 'coordinator' })).toEqual({ name: 'Ana' });
});
