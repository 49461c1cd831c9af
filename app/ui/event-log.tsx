import type { ReactNode } from 'react';

export interface LogEntry {
  key: string;
  /** A `TimeText`. */
  when: ReactNode;
  what: ReactNode;
}

/** What happened so far, newest first. */
export function EventLog({ entries }: { entries: readonly LogEntry[] }) {
  return <ol className="log">{entries.map((entry) => <li key={entry.key}>{entry.when}<span>{entry.what}</span></li>)}</ol>;
}
