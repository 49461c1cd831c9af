import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';

/** Any address without a page: an ordinary 404, with the help that every page gives. */
export function loader() {
  throw notFound();
}

export const action = loader;

export const handle = pageTitle('shell', 'missing.title');

export default function Missing() {
  return null;
}
