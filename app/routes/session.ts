import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { sessionOf } from '../identity/sessions.server.ts';
import type { SessionWord } from '../identity/session-word.ts';

/** How long this browser may stay signed in without use. Asking is no use. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return data(await wordOf(request, context));
}

/** "I am here": the session is used (as by everything that is sent), and how long it may stay from now on. */
export async function action({ request, context }: ActionFunctionArgs) {
  return data(await wordOf(request, context));
}

async function wordOf(request: Request, context: LoaderFunctionArgs['context']): Promise<SessionWord> {
  const session = await sessionOf(request, context);
  return session ? { open: true, leftSeconds: session.leftSeconds } : { open: false };
}
