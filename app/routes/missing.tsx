import { notFound } from '../http/respond.server.ts';

/** Any address without a page: an ordinary 404, with the help that every page gives. */
export function loader() {
  throw notFound();
}

export const action = loader;

export default function Missing() {
  return null;
}
