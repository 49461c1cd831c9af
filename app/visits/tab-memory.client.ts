const deviceKey = 'hallway-device';
const insideKey = 'hallway-inside';

/**
 * What a tab remembers, for as long as it is open: which device of a person it is, and that it is inside a visit (so a reload goes straight
 * back in). Nothing about the person; gone when they leave. A browser that keeps nothing still works: each load is then a device of its own.
 */
export function tabDevice(): string {
  const kept = read(deviceKey);
  if (kept) return kept;
  const fresh = crypto.randomUUID();
  write(deviceKey, fresh);
  return fresh;
}

/** Whether this tab was inside that visit when it was loaded anew. */
export function wasInside(visit: string): boolean {
  return read(insideKey) === visit;
}

/** Null on leaving. */
export function rememberInside(visit: string | null): void {
  write(insideKey, visit);
  if (visit === null) write(deviceKey, null);
}

function read(key: string): string | null {
  try {
    return window.sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, value);
  } catch {
    // This browser keeps nothing.
  }
}
