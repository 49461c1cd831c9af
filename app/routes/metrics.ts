import { createHash, timingSafeEqual } from 'node:crypto';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { mayScrape } from '../http/may-scrape.ts';
import { notFound } from '../http/respond.server.ts';
import { standings } from '../today/standings.server.ts';

/** Numbers for Prometheus: of this process and of the whole installation. For this computer alone, or for whoever shows METRICS_TOKEN; nobody else learns that they exist. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { metrics, config, clientAddress, forwarded } = context;
  const asks = { address: clientAddress, forwarded, authorization: request.headers.get('authorization') };
  if (!mayScrape(asks, { origin: config.origin, token: config.metricsToken }, same)) throw notFound();
  return new Response(await metrics.text(await standings(context)), { headers: { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' } });
}

/** Digests first: texts of different lengths are compared in the same time, too. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
