import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { pageTitle } from '../i18n/page-title.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { AddressEditor } from '../partnership/address-editor.tsx';
import { addressToChange, changeAddress } from '../partnership/address-page.server.ts';

export const handle = pageTitle('partnership', 'address.title');

/** The address of somebody who works here: what restores a sign-in goes there, so that changing it asks once more who sits there. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return addressToChange(request, context, await requireMember(request, context, 'staff.change'), params);
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  return changeAddress(request, context, await requireMember(request, context, 'staff.change'), params, '/staff');
}

export default function AddressPage() {
  return <AddressEditor at="/staff" of={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
