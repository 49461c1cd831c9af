import { renderToString } from 'react-dom/server';
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server.js';
import { Pencil } from 'lucide-react';
import type { ReactElement } from 'react';
import { expect, test } from 'vitest';
import { en } from '../i18n/en.ts';
import { textInstance } from '../i18n/text-instance.ts';
import { TextProvider } from '../i18n/use-text.tsx';
import { AppFrame } from './app-frame.tsx';
import { BarCell } from './bar.tsx';
import { Button, SubmitButton } from './button.tsx';
import { YesNo } from './choice.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { ControlBar, ControlButton } from './control-bar.tsx';
import { DataTable } from './data-table.tsx';
import { DayStrip } from './day-strip.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorPage } from './error-page.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FamilyFrame } from './family-frame.tsx';
import { TextField } from './field.tsx';
import { MaySee } from './may-see.tsx';
import { NeedsYou } from './needs-you.tsx';
import { NextStep } from './next-step.tsx';
import { PageHeading } from './page-heading.tsx';
import { PersonPicker } from './person-picker.tsx';
import { LeftOut, Ranking } from './ranking.tsx';
import { Select } from './select.tsx';
import { Steps } from './steps.tsx';
import { TabletFrame } from './tablet-frame.tsx';
import { AnswerTag } from './tag.tsx';
import { Toast } from './toast.tsx';
import { GateFacts, NoPicture, Stage, VideoFrame } from './video-frame.tsx';

/** A language nobody speaks: every text of a catalogue stands in brackets, so whatever stands outside came from somewhere else. */
const pseudo = Object.fromEntries(Object.entries(en).map(([namespace, catalogue]) => [namespace, Object.fromEntries(Object.entries(catalogue as Record<string, string>).map(([key, text]) => [key, `⟦${text}⟧`]))]));
const given = (text: string) => `⟦${text}⟧`;

async function drawn(part: ReactElement): Promise<string> {
  const missing: string[] = [];
  const text = textInstance('en', pseudo, (key, namespace) => missing.push(`${namespace} ${key}`));
  const { query, dataRoutes } = createStaticHandler([{ id: 'root', path: '*', element: part }]);
  const context = await query(new Request('http://localhost/somewhere'));
  if (context instanceof Response) throw new Error('a page without a loader does not answer by itself');
  const html = renderToString(<TextProvider text={text}><StaticRouterProvider router={createStaticRouter(dataRoutes, context)} context={context} hydrate={false} /></TextProvider>);
  expect(missing).toEqual([]);
  return html;
}

/** Words of a drawn part that are in no brackets, in its text and in the attributes that are read out. */
function outside(html: string): string[] {
  const attributes = [...html.matchAll(/\s(?:aria-label|placeholder|title|alt|data-label)="([^"]*)"/g)].map(([, value]) => value ?? '');
  const texts = html.replace(/<style.*?<\/style>/gs, '').replace(/<!--.*?-->/g, '').split(/<[^>]*>/);
  const unbracketed = [...attributes, texts.join('')].map((text) => {
    let rest = text;
    for (let before = ''; before !== rest;) { before = rest; rest = rest.replace(/⟦[^⟦⟧]*⟧/g, ' '); }
    return rest;
  });
  // Languages are named in themselves, everywhere.
  return unbracketed.flatMap((text) => text.replace(/English|Español/g, '').match(/\p{L}{2,}/gu) ?? []);
}

const PARTS: Readonly<Record<string, ReactElement>> = {
  'app frame': <AppFrame items={[{ to: '/a', label: given('A'), needs: 2 }]} person={{ name: given('P'), line: given('L') }} zone="UTC" search={{ action: '/s', label: given('S') }} signOffAction="/off">{null}</AppFrame>,
  'family frame': <FamilyFrame zone="UTC">{null}</FamilyFrame>,
  'tablet frame': <TabletFrame>{null}</TabletFrame>,
  'video frame': <VideoFrame title={given('T')} encrypted gate={<GateFacts confirmed={given('C')} summary={given('S')} facts={[]} />} controls={<ControlBar leave={<Button>{given('B')}</Button>}><ControlButton icon={Pencil}>{given('M')}</ControlButton></ControlBar>}><Stage tiles={<NoPicture />}><NoPicture /></Stage></VideoFrame>,
  'missing page': <ErrorPage error={{ status: 404, statusText: '', data: null, internal: false }} />,
  'broken page': <ErrorPage error={new Error('Something')} />,
  'expired link': <ErrorPage error={{ status: 410, statusText: '', data: null, internal: false }} />,
  field: <TextField label={given('L')} errors={['required']} optional />,
  select: <Select label={given('L')} options={[]} />,
  'yes and no': <YesNo legend={given('L')} name="n" errors={['yesOrNo']} />,
  'error summary': <ErrorSummary problems={[{ fieldId: 'a', label: given('A') }]} />,
  'submit button': <SubmitButton>{given('B')}</SubmitButton>,
  'confirm button': <ConfirmButton label={given('L')} question={given('Q')}>{null}</ConfirmButton>,
  dialog: <Dialog open onClose={() => undefined} title={given('T')}>{null}</Dialog>,
  toast: <Toast>{given('T')}</Toast>,
  table: <DataTable caption={given('C')} columns={[{ key: 'a', header: given('H'), cell: () => 1 }]} rows={[1]} rowKey={String} />,
  bar: <BarCell value={19} most={20} mark={14} />,
  ranking: <Ranking ranked={[{ key: 'a', name: given('N'), score: 90, sentence: given('S'), terms: [{ key: 't', label: given('T'), weight: 30, score: 94 }] }]} />,
  'left out': <LeftOut out={[{ key: 'a', name: given('N'), reason: given('R') }]} />,
  steps: <Steps label={given('L')} steps={(['done', 'here', 'ahead', 'stopped'] as const).map((state) => ({ key: state, title: given(state), state }))} />,
  'day strip': <DayStrip title={given('T')} now={{ minute: 560, text: '9:20' }} doors={[{ key: 'a', startMinute: 540, minutes: 30, door: 'lit', title: given('T'), spoken: given('S') }]} />,
  'needs you': <NeedsYou needs={[]} />,
  'next step': <NextStep title={given('T')} />,
  'may see': <MaySee seen={[given('S')]} unseen={[given('U')]} />,
  'page heading': <PageHeading title={given('T')} trail={[{ to: '/', label: given('L') }]} />,
  'person picker, found': <PersonPicker label={given('L')} action="/s" found={[{ key: 'a', name: given('N'), to: '/a' }]} />,
  'person picker, nobody': <PersonPicker label={given('L')} action="/s" found={[]} />,
  answer: <><AnswerTag yes /><AnswerTag yes={false} /></>,
};

test.each(Object.entries(PARTS))('%s says nothing that is not from a catalogue', async (_, part) => {
  expect(outside(await drawn(part))).toEqual([]);
});

test('a word outside the catalogues is noticed, in text and in labels', async () => {
  expect(outside(await drawn(<p aria-label="Greeting">Hello {given('there')}</p>))).toEqual(['Greeting', 'Hello']);
});
