import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDemo } from '../demo.ts';
import { endings } from '../endings.ts';
import { projectRoot } from '../installation.ts';
import { portalEnvironment } from '../portal-environment.ts';
import { asRole } from '../postgres/owner-database.ts';
import { defaultOrigin, reachDatabase } from '../reach-database.ts';
import { readRecord } from '../running-record.ts';

type Command = { main: (args: string[]) => Promise<number> };

/**
 * Runs one of the product's own commands with all that the portal is told, on the running database, or on one started for as long as it takes.
 *
 * Standard output belongs to the command alone; our words go to the other stream.
 *
 * @param file of the command, from the project's folder; it exports `main(args)`, which gives the exit code.
 */
export async function asPortal(file: string, args: readonly string[]): Promise<number> {
  const ends = endings();
  try {
    const { installation, ownerUrl } = await reachDatabase(ends);
    const { secrets } = installation;
    const urls = {
      owner: ownerUrl,
      app: asRole(ownerUrl, 'hallway_app', secrets.appPassword),
      auth: asRole(ownerUrl, 'hallway_auth', secrets.authPassword),
      sealer: asRole(ownerUrl, 'hallway_sealer', secrets.sealerPassword),
    };
    const origin = process.env['HALLWAY_ORIGIN'] ?? readRecord(installation.folder).origin ?? defaultOrigin;
    const around = { urls, origin, port: 3000, video: null, mail: null, demo: await isDemo(ownerUrl), dev: false };
    const told = portalEnvironment(installation, around, process.env);
    delete process.env['DATABASE_URL'];
    Object.assign(process.env, told);
    const command = (await import(pathToFileURL(path.join(projectRoot, file)).href)) as Command;
    return await command.main(args.map(fromWhereTyped));
  } finally {
    await ends.run();
  }
}

/** A path that somebody typed is meant from where they were, not from the project's folder. */
function fromWhereTyped(arg: string): string {
  const full = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), arg);
  return !arg.startsWith('-') && /[/\\.]/.test(arg) && existsSync(full) ? full : arg;
}
