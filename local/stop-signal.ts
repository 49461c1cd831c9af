import { bornAt } from './process-identity.ts';

const parentLookMs = 500;

/**
 * Fires when this process is asked to end: Ctrl-C, SIGTERM, SIGHUP (the terminal closed), or whoever started it is gone without a word.
 *
 * Asking again changes nothing: ending is bounded by itself.
 */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const parent = process.ppid;
  const born = bornAt(parent);
  setInterval(() => {
    if (process.ppid !== parent || (process.platform === 'win32' && bornAt(parent) !== born)) stop();
  }, parentLookMs).unref();
  return stopping.signal;
}

/** Resolves once the signal has fired. */
export function fired(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
