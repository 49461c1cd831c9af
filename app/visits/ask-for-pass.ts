import type { PassAnswer } from './room-snapshot.ts';
import { tabDevice } from './tab-memory.client.ts';

/** Asks the server for a way in. A network that fails, or a server that is starting, is `unreachable`: worth another try. */
export async function askForPass(address: string, takeOver: boolean): Promise<PassAnswer> {
  const body = new URLSearchParams({ device: tabDevice(), takeOver: takeOver ? 'yes' : 'no' });
  const answer = await fetch(address, { method: 'POST', body, headers: { Accept: 'application/json' } });
  if (answer.status >= 500 || !answer.headers.get('Content-Type')?.startsWith('application/json')) return { ok: false, reason: 'unreachable' };
  return (await answer.json()) as PassAnswer;
}
