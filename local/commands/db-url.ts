import path from 'node:path';
import { holderOf } from '../hold.ts';
import { wantedFolder } from '../installation.ts';
import { readRecord } from '../running-record.ts';
import { systemFolder } from '../data-folder.ts';

/** `npm run db:url`: the running database's address as its owner, alone on one line, for psql and tools. */
export function dbUrl(): number {
  const own = process.env['DATABASE_URL'];
  const url = own ?? running();
  if (url === null) {
    process.stderr.write('Hallway is not running from this folder. Start it with "npm start" and ask again.\n');
    return 1;
  }
  process.stdout.write(`${url}\n`);
  return 0;
}

function running(): string | null {
  const wanted = wantedFolder(process.env);
  const folder = [wanted, systemFolder(wanted)].find((one) => holderOf(path.join(one, 'launcher.hold')));
  return folder === undefined ? null : readRecord(folder).ownerUrl;
}
