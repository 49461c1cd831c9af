/** What must be undone, in the reverse order of how it was begun; asked for twice, it is done once. */
export type Endings = Readonly<{
  add: (end: () => unknown) => void;
  run: () => Promise<void>;
  /** Fires as soon as the first thing is being ended: from then on nothing that dies is missed. */
  begun: AbortSignal;
}>;

export function endings(): Endings {
  const ends: (() => unknown)[] = [];
  let running: Promise<void> | null = null;
  const begun = new AbortController();
  const runAll = async () => {
    begun.abort();
    // Something that begins while all is being ended is ended too.
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
      try {
        await end();
      } catch {
        // One part that ends badly must not keep the others running.
      }
    }
  };
  return {
    add: (end) => ends.push(end),
    run: () => (running ??= runAll()),
    begun: begun.signal,
  };
}
