import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { pageTitle } from '../i18n/page-title.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { AddressEditor } from '../partnership/address-editor.tsx';
import { addressToChange, changeAddress } from '../partnership/address-page.server.ts';

export const handle = pageTitle('partnership', 'address.title');

/** The address of a therapist of one's own agency: the same page as `staff/:membershipId/address`, for those whom the database lets an agency's administrator change. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return addressToChange(request, context, await requireMember(request, context, 'therapist.appoint'), params);
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  return changeAddress(request, context, await requireMember(request, context, 'therapist.appoint'), params, '/therapists');
}

export default function TherapistAddressPage() {
  return <AddressEditor at="/therapists" of={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
