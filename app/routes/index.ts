import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { whoIsAsking } from '../identity/asking.server.ts';
import { homeOf } from '../identity/who.ts';

/** The portal's first page is everyone's own first page. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return redirect(homeOf(await whoIsAsking(request, context)));
}
