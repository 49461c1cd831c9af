import { parseArgs } from 'node:util';
import { endings } from '../endings.ts';
import { CannotStart } from '../house.ts';
import { keysOf } from '../keys-of.ts';
import { defaultOrigin, reachDatabase } from '../reach-database.ts';
import { readRecord } from '../running-record.ts';

const usage = `npm run let-in -- --email ADDRESS
ADDRESS is the e-mail address of somebody who manages staff here (coordinator, privacy officer). Everybody else asks for help on the sign-in page.`;

/**
 * `npm run let-in -- --email ADDRESS`: for the day when nobody who manages staff can sign in any more. Takes every way in and every session from one of
 * them and prints an address, once, on which they set up their sign-in anew. Only whoever can start Hallway here can type it.
 */
export async function letInCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { email: { type: 'string' } } });
  if (!values.email?.includes('@')) throw new CannotStart(usage);
  const ends = endings();
  try {
    const { installation, ownerUrl, running } = await reachDatabase(ends);
    const keys = keysOf(installation.secrets, process.env);
    const [{ connect }, { holdKeys }, { letIn }] = await Promise.all([
      import('../../db/connect.server.ts'), import('../../app/sealed/held-keys.server.ts'), import('../../app/identity/let-in.server.ts'),
    ]);
    holdKeys(keys);
    const owner = connect(ownerUrl, { max: 1 });
    ends.add(() => owner.close());
    const origin = process.env['HALLWAY_ORIGIN'] ?? readRecord(installation.folder).origin ?? defaultOrigin;
    const done = await letIn(owner, { origin, key: keys.key }, values.email);
    if (!done.ok) throw new CannotStart(`${refusals[done.reason]} Nothing was changed.`);
    const { name, organisation, url, until } = done.letIn;
    process.stdout.write(`${name} (${organisation}) is let in anew. All they signed in with before is gone, and they are signed off everywhere.\n\n  ${url}\n\n`
      + `Whoever opens it sets up how ${name} signs in: give it to nobody else. It works once, until ${until.slice(0, 16).replace('T', ' ')} UTC. The trail says that it was made here.\n`);
    if (!running) process.stdout.write('Start Hallway ("npm start") to open it.\n');
    return 0;
  } finally {
    await ends.run();
  }
}

const refusals = {
  unknown: 'Nobody with this address manages staff here today.',
  several: 'More than one person with this address manages staff. Give each an address of their own first.',
} as const;
