import type { Params } from '@remix-run/react';
import { z } from './schema.ts';
import { notFound } from './respond.server.ts';

/** The id in a page's address. What is no id at all is answered as an unknown one is: 404. */
export function idParam(params: Params, name: string): string {
  const id = z.uuid().safeParse(params[name]);
  if (!id.success) throw notFound();
  return id.data;
}
