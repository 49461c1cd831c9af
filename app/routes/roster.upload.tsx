import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { FileUp } from 'lucide-react';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { bringIn } from '../roster/bring-in.server.ts';
import { receiveUpload } from '../roster/receive-upload.server.ts';
import { SubmitButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { FieldFrame, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('rosterImport', 'bring.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireMember(request, context, 'roster.import');
  return { demo: context.config.demo };
}

/** Takes the files and leads to the import's own page; a small roster is in by then. */
export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'roster.import');
  const upload = await receiveUpload(request, context.config.installation);
  const madeUp = upload.fields.get('madeUp') === 'on';
  const typed = String(upload.fields.get('source') ?? '').trim().slice(0, 100);
  const missing = { files: upload.path === null, madeUp: context.config.demo && !madeUp };
  if (upload.path === null || missing.madeUp) {
    await upload.discard();
    return data({ missing, source: typed }, { status: 400 });
  }
  const importId = await bringIn(context, who.actor, { ...upload, path: upload.path }, { madeUp, source: typed === '' ? null : typed });
  return redirect(`/roster/imports/${importId}`);
}

/** One zip or several CSV files. */
export default function UploadPage() {
  const { demo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('rosterImport');
  return (
    <>
      <PageHeading title={t('bring.title')} lede={t('bring.lede')} trail={[{ to: '/roster', label: t('title') }]} />
      <Form method="post" encType="multipart/form-data" className="stack-4">
        <div className="fields">
          <FieldFrame id="files" label={t('bring.files')} hint={t('bring.files.hint')} errors={answer?.missing.files ? [t('bring.files.missing')] : undefined}>
            {(described, wrong) => <input id="files" name="files" type="file" multiple required accept=".zip,.csv,application/zip,text/csv" className="input" aria-describedby={described} aria-invalid={wrong || undefined} />}
          </FieldFrame>
          <TextField id="source" name="source" label={t('bring.source')} hint={t('bring.source.hint')} optional maxLength={100} autoComplete="off" defaultValue={answer?.source} />
        </div>
        {demo && (
          <>
            <Notice>{t('bring.made-up.why')}</Notice>
            <Checkbox id="made-up" name="madeUp" required label={t('bring.made-up')} errors={answer?.missing.madeUp ? [t('bring.made-up.missing')] : undefined} />
          </>
        )}
        <p className="small soft">{t('bring.grants')}</p>
        <div className="row"><SubmitButton tone="primary" icon={FileUp}>{t('bring.submit')}</SubmitButton></div>
      </Form>
    </>
  );
}
