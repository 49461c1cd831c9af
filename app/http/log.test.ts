import { expect, test } from 'vitest';
import { makeLog, type LogFields } from './log.server.ts';
import { describeSurprise } from './surprise.ts';

function loggedBy(write: (log: ReturnType<typeof makeLog>) => void): string {
  const lines: string[] = [];
  write(makeLog('info', { write: (line) => lines.push(line) }));
  return lines.join('');
}

test('check 28: a line holds its event, its fields and the time in UTC, and no machine or process name', () => {
  const line = JSON.parse(loggedBy((log) => log.info('request', { route: 'routes/today', status: 200 }))) as Record<string, unknown>;
  expect(line).toMatchObject({ event: 'request', route: 'routes/today', status: 200 });
  expect(line['time']).toMatch(/Z$/);
  expect(Object.keys(line).sort()).toEqual(['event', 'level', 'route', 'status', 'time']);
});

test('check 28: a field that is not on the list is dropped, however it got there', () => {
  const cheated = { route: 'routes/today', url: '/sign-in/link/secret', name: 'Mateo Ibarra' } as LogFields;
  expect(loggedBy((log) => log.info('request', cheated))).not.toMatch(/secret|Mateo/);
});

test('check 28: of a surprise only class, codes and frames are written: a query’s values stay out, also in its cause', () => {
  const cause = Object.assign(new Error('duplicate key (email)=(rosa@example.org)'), { name: 'PostgresError', code: '23505', constraint_name: 'one_account', detail: 'rosa@example.org' });
  const error = Object.assign(new Error('Failed query: insert … params: Mateo', { cause }), { name: 'DrizzleQueryError', query: 'insert', params: ['Mateo'] });
  const text = loggedBy((log) => log.surprise('request-failed', error));
  expect(text).not.toMatch(/Mateo|rosa|Failed query|duplicate/);
  expect(text).toMatch(/DrizzleQueryError.*PostgresError.*23505.*one_account/s);
  expect(describeSurprise(error, true).message).toBeUndefined();
});

test('a mistake in our code keeps its message, other messages only while developing', () => {
  expect(describeSurprise(new TypeError('x is not a function')).message).toBe('x is not a function');
  expect(describeSurprise(new SyntaxError('Unexpected token in "Mateo"')).message).toBeUndefined();
  expect(describeSurprise(new Error('told'), true).message).toBe('told');
});

test('a thing that was thrown and is no error is named by its type only', () => {
  expect(describeSurprise('Mateo')).toEqual({ name: 'string', frames: [] });
});

test('causes are followed, and a circle of them ends', () => {
  const one = new Error('1');
  const two = new Error('2', { cause: one });
  one.cause = two;
  expect(JSON.stringify(describeSurprise(one)).match(/"cause"/g)).toHaveLength(4);
});
