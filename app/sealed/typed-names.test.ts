import { expect, test } from 'vitest';
import { openTyped, sealTyped } from './typed-names.server.ts';

const config = { sessionSecret: 'a secret of thirty-two characters' };

test('check 20: what is asked for by name comes back as typed, and cannot be read in the address', () => {
  const asked = sealTyped(config, { student: ' Núñez & Söhne ', person: '' });
  expect(asked).toMatch(/^[\w-]+$/);
  expect(Buffer.from(asked, 'base64url').toString('latin1')).not.toMatch(/N.{1,2}ñ|Söhne|student/);
  expect(openTyped(config, asked)).toEqual({ student: 'Núñez & Söhne' });
  expect(sealTyped(config, { student: 'Ma' })).not.toBe(sealTyped(config, { student: 'Ma' }));
});

test('nothing typed is no address; what was altered, or is of another secret, asks for nothing', () => {
  expect(sealTyped(config, { student: '  ' })).toBe('');
  const asked = sealTyped(config, { student: 'Ma' });
  for (const other of [null, '', 'Ma', asked.slice(1), `${asked.slice(0, -3)}AAA`, 'A'.repeat(3000)]) expect(openTyped(config, other)).toEqual({});
  expect(openTyped({ sessionSecret: 'another one of thirty-two letters' }, asked)).toEqual({});
});
