import type { Endings } from './endings.ts';
import { projectRoot, type Installation } from './installation.ts';
import { startMailCatcher } from './mail/catcher.ts';
import type { Mail } from './portal-environment.ts';
import { reservePort } from './ports.ts';
import type { Progress } from './progress.ts';

const wanted = { smtp: 1025, page: 8025 };

export type RunningMail = Readonly<{ mail: Mail; words: string }>;

/** Your own mail server, when `MAIL_URL` names it, else a catcher that sends nothing on and shows what was sent. */
export async function startMail(installation: Installation, env: NodeJS.ProcessEnv, progress: Progress, endings: Endings): Promise<RunningMail> {
  const step = progress.begin('Mail');
  const own = env['MAIL_URL'];
  if (own) {
    const { host } = new URL(own);
    step.done(`your own server at ${host}`);
    return { mail: { url: own, pageUrl: null }, words: `Your own server at ${host}` };
  }
  const smtp = await reservePort(wanted.smtp, 'tcp');
  const page = await reservePort(wanted.page, 'tcp');
  await Promise.all([smtp.release(), page.release()]);
  const catcher = await startMailCatcher(projectRoot, installation.folder, { smtp: smtp.port, page: page.port });
  endings.add(() => catcher.close());
  step.done(`caught on this computer, to be read at ${catcher.pageUrl}`);
  for (const port of [smtp, page]) if (port.port !== port.wanted) progress.say(`    Port ${port.wanted} is taken; mail uses ${port.port} instead.`);
  return { mail: { url: catcher.smtpUrl, pageUrl: catcher.pageUrl }, words: `Nothing leaves this computer; read what was sent at ${catcher.pageUrl}` };
}
