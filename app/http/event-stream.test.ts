import { expect, test, vi } from 'vitest';
import { eventStream, type SendEvent } from './event-stream.server.ts';

function stream(ask: () => Promise<boolean> = async () => true) {
  const leave = new AbortController();
  const stop = new AbortController();
  let send: SendEvent = () => {};
  let ended = 0;
  let nudge = () => {};
  const allowed = {
    ask: () => ask(),
    onChange: (listener: () => void) => {
      nudge = listener;
      return () => (nudge = () => {});
    },
  };
  const response = eventStream(new Request('http://localhost/', { signal: leave.signal }), { stopping: stop.signal }, allowed, (sender) => {
    send = sender;
    return () => (ended += 1);
  });
  return { leave, stop, response, send: (...it: Parameters<SendEvent>) => send(...it), ended: () => ended, nudge: () => nudge() };
}

test('events arrive as the browser reads them, and nothing is kept on the way', async () => {
  const it = stream();
  it.send('arrived', { room: '114' });
  it.stop.abort();
  expect(await it.response.text()).toBe('retry: 2000\n\nevent: arrived\ndata: {"room":"114"}\n\n');
  expect(it.response.headers.get('cache-control')).toBe('no-store');
  expect(it.response.headers.get('content-type')).toBe('text/event-stream');
});

test.each(['leave', 'stop'] as const)('it ends, and stops listening once, when the browser leaves or the process stops (%s)', async (how) => {
  const it = stream();
  it[how].abort();
  await it.response.text();
  it.send('too late');
  expect(it.ended()).toBe(1);
});

test('it ends when the reader cancels', async () => {
  const it = stream();
  await it.response.body?.cancel();
  expect(it.ended()).toBe(1);
  it.stop.abort();
  expect(it.ended()).toBe(1);
});

test('check 3: a right that was taken away ends an open stream, and its page is told', async () => {
  let right = true;
  const it = stream(async () => right);
  it.nudge();
  it.send('state', 1);
  right = false;
  it.nudge();
  expect(await it.response.text()).toBe('retry: 2000\n\nevent: state\ndata: 1\n\nevent: gone\ndata: null\n\n');
  it.send('state', 2);
  expect(it.ended()).toBe(1);
});

test('check 3: a stream asks by itself, without being told', async () => {
  vi.useFakeTimers();
  const it = stream(async () => false);
  await vi.advanceTimersByTimeAsync(5_000);
  vi.useRealTimers();
  expect(await it.response.text()).toContain('event: gone');
});

test('check 29: while the right cannot be asked nothing is sent; afterwards the last word is', async () => {
  let answer = () => Promise.reject<boolean>(new Error('database away'));
  const it = stream(() => answer());
  const asked = () => new Promise((resolve) => setImmediate(resolve));
  it.nudge();
  await asked();
  it.send('state', 1);
  it.send('state', 2);
  answer = () => Promise.resolve(true);
  it.nudge();
  await asked();
  it.stop.abort();
  expect(await it.response.text()).toBe('retry: 2000\n\nevent: state\ndata: 2\n\n');
});
