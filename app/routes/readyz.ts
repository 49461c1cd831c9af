import type { LoaderFunctionArgs } from '@remix-run/node';
import { isReady, readiness } from '../http/readiness.server.ts';

/** Whether the portal can do its work, and the state of each part: 200 when database and jobs work, else 503. */
export async function loader({ context }: LoaderFunctionArgs): Promise<Response> {
  const parts = await readiness(context);
  return Response.json(parts, { status: isReady(parts) ? 200 : 503, headers: { 'Cache-Control': 'no-store' } });
}
