import type { HallwayContext } from './load-context.ts';

const heartbeatMs = 20_000;

/** Sends one event to the browser: its name, and JSON that may be read by everyone who may open the page. */
export type SendEvent = (name: string, payload?: unknown) => void;

/**
 * A page's stream of server-sent events, ended when the browser leaves or the process stops. A comment every 20 seconds finds dead networks.
 *
 * @param start begins to listen and returns what ends that. It runs once, when the stream opens.
 */
export function eventStream(
  request: Request,
  context: Pick<HallwayContext, 'stopping'>,
  start: (send: SendEvent, signal: AbortSignal) => () => void,
): Response {
  const signal = AbortSignal.any([request.signal, context.stopping]);
  const text = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      const beat = setInterval(() => stream.enqueue(text.encode(': \n\n')), heartbeatMs);
      beat.unref();
      const stopListening = start((name, payload = null) => {
        if (!signal.aborted) stream.enqueue(text.encode(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`));
      }, signal);
      const end = () => {
        signal.removeEventListener('abort', end);
        clearInterval(beat);
        stopListening();
        try {
          stream.close();
        } catch {
          // The browser's side closed it first.
        }
        stop = () => {};
      };
      stop = end;
      stream.enqueue(text.encode('retry: 2000\n\n'));
      if (signal.aborted) end();
      else signal.addEventListener('abort', end);
    },
    cancel() {
      stop();
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' } });
}
