import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testDatabase } from '../../db/test-database.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { action } from './sign-off.ts';

const serving = await testServing(await testDatabase());

test('check 19: sign-off clears what the browser kept', async () => {
  const answer = await action({ request: browserRequest('/sign-off', { form: {} }), context: serving.context(), params: {} });
  expect(answer.headers.get('Clear-Site-Data')).toContain('"storage"');
  expect(answer.headers.get('Clear-Site-Data')).toContain('"cache"');
});

test('check 19: nothing of a person is kept in a browser’s storage: the one module that uses it keeps a tab’s own number', () => {
  const app = join(import.meta.dirname, '..');
  const files = readdirSync(app, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name));
  const users = files.filter((entry) => /\b(?:localStorage|sessionStorage|indexedDB)\b/.test(readFileSync(join(entry.parentPath, entry.name), 'utf8')));
  expect(users.map((entry) => entry.name)).toEqual(['tab-memory.client.ts']);
});
