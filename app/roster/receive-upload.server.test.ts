import { readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname } from 'node:path';
import { expect, test } from 'vitest';
import { clearUploads, receiveUpload } from './receive-upload.server.ts';

const installation = `t${process.pid}`;

function form(files: [name: string, text: string][], fields: Record<string, string> = {}): Request {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  for (const [name, text] of files) data.append('files', new File([text], name));
  return new Request('http://localhost/roster/upload', { method: 'POST', body: data });
}

test('puts several files into a folder that nobody else may read, and takes it away again', async () => {
  const upload = await receiveUpload(form([['orgs.csv', 'a'], ['users.csv', 'b']], { madeUp: 'on' }), installation);
  expect(upload.fields.get('madeUp')).toBe('on');
  const folder = upload.path ?? '';
  expect((await readdir(folder)).sort()).toEqual(['orgs.csv', 'users.csv']);
  expect((await stat(folder)).mode & 0o077).toBe(0);
  expect(await readFile(`${folder}/users.csv`, 'utf8')).toBe('b');
  await upload.discard();
  await expect(stat(folder)).rejects.toThrow('ENOENT');
});

test('takes one zip as it is, and one CSV file as a folder of one', async () => {
  const zip = await receiveUpload(form([['roster.zip', 'PK']]), installation);
  expect(basename(zip.path ?? '')).toBe('roster.zip');
  const csv = await receiveUpload(form([['orgs.csv', 'a']]), installation);
  expect(await readdir(csv.path ?? '')).toEqual(['orgs.csv']);
  await zip.discard();
  await csv.discard();
});

test('lets no file name lead out of the folder', async () => {
  const upload = await receiveUpload(form([['../../etc/passwd', 'x'], ['..\\up.csv', 'y'], ['...', 'z'], ['.hidden.csv', 'w']]), installation);
  const names = await readdir(upload.path ?? '');
  expect(names).toHaveLength(4);
  expect(names.every((name) => /^[\w-][\w.-]*$/.test(name))).toBe(true);
  await upload.discard();
});

test('knows that nothing was chosen', async () => {
  const upload = await receiveUpload(form([['', '']]), installation);
  expect(upload.path).toBeNull();
  await upload.discard();
  const plain = await receiveUpload(new Request('http://localhost/roster/upload', { method: 'POST', body: new URLSearchParams({ madeUp: 'on' }) }), installation);
  expect([plain.path, plain.fields.get('madeUp')]).toEqual([null, 'on']);
});

test('removes what a killed process left, of this installation and of no other', async () => {
  const [left, others] = [await receiveUpload(form([['a.csv', '1']]), installation), await receiveUpload(form([['a.csv', '1']]), `${installation}x`)];
  await clearUploads(installation);
  await expect(stat(left.path ?? '')).rejects.toThrow('ENOENT');
  expect((await stat(others.path ?? '')).isDirectory()).toBe(true);
  expect(dirname(others.path ?? '')).toBe(tmpdir());
  await others.discard();
});
