import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from '../http/schema.ts';

const directives = ['script-src', 'script-src-elem', 'script-src-attr', 'style-src', 'style-src-elem', 'style-src-attr', 'img-src', 'font-src', 'connect-src', 'media-src', 'worker-src', 'frame-src', 'form-action'] as const;
const reports = z.array(z.object({ type: z.literal('csp-violation'), body: z.object({ effectiveDirective: z.enum(directives) }) })).max(50);

/**
 * Where browsers report what our content security policy kept out. Only the rule's name is written down: a report also holds addresses.
 */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const parsed = reports.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return new Response(null, { status: 400 });
  for (const { body } of parsed.data) context.log.warn('csp-violation', { requestId: context.requestId, directive: body.effectiveDirective });
  return new Response(null, { status: 204 });
}
