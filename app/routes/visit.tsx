import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageTitle } from '../i18n/page-title.ts';
import { kioskActor } from '../visits/kiosk-cookie.server.ts';
import { VisitorPage } from '../visits/visitor-page.tsx';
import { visitorWord } from '../visits/visitor-word.server.ts';

export const handle = pageTitle('visits', 'title.appointment');

/** The waiting room and the visit, for whoever's device holds a visit link: a student at home or at a kiosk, a guardian. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const kiosk = kioskActor(request, context.config) !== null;
  const answer = await visitorWord(request, context);
  if (answer.ok && answer.word.stage !== 'coming') return { word: answer.word, kiosk, video: context.config.video !== null };
  if (kiosk) throw redirect('/kiosk');
  throw new Response(null, { status: 410 });
}

export default function Visit() {
  const { word, kiosk, video } = useLoaderData<typeof loader>();
  return <VisitorPage initial={word} kiosk={kiosk} video={video} />;
}
