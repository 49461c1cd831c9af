import { expect, test } from 'vitest';
import { eventStream, type SendEvent } from './event-stream.server.ts';

function stream() {
  const leave = new AbortController();
  const stop = new AbortController();
  let send: SendEvent = () => {};
  let ended = 0;
  const response = eventStream(new Request('http://localhost/', { signal: leave.signal }), { stopping: stop.signal }, (sender) => {
    send = sender;
    return () => (ended += 1);
  });
  return { leave, stop, response, send: (...it: Parameters<SendEvent>) => send(...it), ended: () => ended };
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
