import { asPortal } from './commands/as-portal.ts';
import { dbUrl } from './commands/db-url.ts';
import { leaveDemo } from './commands/leave-demo.ts';
import { start } from './commands/start.ts';
import { CannotStart } from './house.ts';

/** Every command of package.json; `start.js` comes here once Node 24 is there. Each gives its exit code. */
const commands: Record<string, (args: string[]) => Promise<number> | number> = {
  start: (args) => start(false, args),
  dev: (args) => start(true, args),
  'leave-demo': () => leaveDemo(process.env),
  'db-url': () => dbUrl(),
  import: (args) => asPortal('app/roster/import-command.server.ts', args),
  backup: async () => (await import('./commands/backup.ts')).backup(),
  restore: async (args) => (await import('./commands/restore.ts')).restoreCommand(args),
  'keys-erase': async (args) => (await import('./commands/keys-erase.ts')).keysErase(args),
  'keys-rotate': async (args) => (await import('./commands/keys-rotate.ts')).keysRotate(args),
  'let-in': async (args) => (await import('./commands/let-in.ts')).letInCommand(args),
  'audit-verify': (args) => asPortal('app/audit/verify-command.server.ts', args),
  test: async (args) => (await import('./proof/prove.ts')).prove(args),
  bench: async (args) => (await import('../bench/main.ts')).bench(args),
  check: async () => (await import('./proof/prove.ts')).check(),
};

const [name = 'start', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  process.stderr.write(`There is no command "${name}". There are: ${Object.keys(commands).join(', ')}.\n`);
  process.exit(2);
}
try {
  process.exit(await command(args));
} catch (error) {
  const words = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\n${words}\n`);
  if (!(error instanceof CannotStart) && process.env['HALLWAY_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
