import type { HallwayContext } from './load-context.ts';

const heartbeatMs = 20_000;
const askedAgainMs = 5_000;

/** Sends one event to the browser: its name, and JSON that may be read by everyone who may open the page. */
export type SendEvent = (name: string, payload?: unknown) => void;

/**
 * Whether the reader of a stream still may read it. A stream outlives the request that opened it, so rights are asked again: every five seconds, and at
 * once when `onChange` tells that rights have changed. Each domain that streams says what the right is (for members: `identity/still-allowed.server.ts`).
 */
export type StillAllowed = {
  ask: () => Promise<boolean>;
  /** @returns what ends listening */
  onChange?: (listener: () => void) => () => void;
};

/**
 * A page's stream of server-sent events, ended when the browser leaves, the process stops, or the reader's right has ended (they are told `gone` first).
 * While the right cannot be asked (the database is away) nothing is sent; what was to be said last is said once it can. A comment every 20 seconds
 * finds dead networks.
 *
 * @param start begins to listen and returns what ends that. It runs once, when the stream opens.
 */
export function eventStream(
  request: Request,
  context: Pick<HallwayContext, 'stopping'>,
  stillAllowed: StillAllowed,
  start: (send: SendEvent, signal: AbortSignal) => () => void,
): Response {
  const signal = AbortSignal.any([request.signal, context.stopping]);
  const text = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      let open = true;
      let isSure = true;
      const unsaid = new Map<string, unknown>();
      const say: SendEvent = (name, payload = null) => {
        if (open && !signal.aborted) stream.enqueue(text.encode(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`));
      };
      const send: SendEvent = (name, payload = null) => (isSure ? say(name, payload) : void unsaid.set(name, payload));
      const askAgain = async () => {
        const allowed = await stillAllowed.ask().catch(() => null);
        isSure = allowed !== null;
        if (allowed === false) {
          say('gone');
          stop();
        }
        if (!allowed) return;
        for (const [name, payload] of unsaid) say(name, payload);
        unsaid.clear();
      };
      const beat = setInterval(() => stream.enqueue(text.encode(': \n\n')), heartbeatMs).unref();
      const asking = setInterval(() => void askAgain(), askedAgainMs).unref();
      const stopHearing = stillAllowed.onChange?.(() => void askAgain());
      const stopListening = start(send, signal);
      const end = () => {
        open = false;
        signal.removeEventListener('abort', end);
        clearInterval(beat);
        clearInterval(asking);
        stopHearing?.();
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
