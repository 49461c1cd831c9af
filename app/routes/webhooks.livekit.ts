import type { ActionFunctionArgs } from '@remix-run/node';
import { notFound } from '../http/respond.server.ts';
import { hearWebhook } from '../visits/hear-webhook.server.ts';
import { putOutNow } from '../visits/put-out.server.ts';
import { verifyWebhook } from '../visits/verify-webhook.server.ts';

/** The video server's own word about its rooms. Believed over its raw bytes only; taken once. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { video } = context.config;
  if (!video) throw notFound();
  const verdict = await verifyWebhook(video, new Uint8Array(await request.arrayBuffer()), request.headers.get('Authorization'));
  if (!verdict.ok) {
    context.log.warn('webhook-refused', { requestId: context.requestId, reason: verdict.reason, part: 'video' });
    return new Response(null, { status: 401 });
  }
  // Whoever comes back on a token from before their right ended is out again at once.
  await hearWebhook(context.db, verdict.event, (partnership) => putOutNow(context, partnership));
  return new Response(null, { status: 200 });
}
