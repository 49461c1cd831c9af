import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useParams } from '@remix-run/react';
import { byInvitation } from '../consent/by-invitation.server.ts';
import { DocumentBlocks } from '../consent/document-blocks.tsx';
import { signedCopy } from '../consent/signed-copy.server.ts';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { FamilyFrame } from '../ui/family-frame.tsx';
import { Notice } from '../ui/notice.tsx';

/** The signer's copy, word for word from what was sealed, made to be printed. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  return byInvitation(context, params['token'], 'consent.read', async (tx, { requestId, zone }) => ({ zone, copy: await signedCopy(tx, requestId) }));
}

export default function InvitationCopy() {
  const { zone, copy } = useLoaderData<typeof loader>();
  const { token = '' } = useParams();
  const t = useText('consent');
  return (
    <FamilyFrame zone={zone}>
      <header className="stack-2">
        <h1>{t('copy.title')}</h1>
        {copy && <p className="soft no-print">{t('copy.print')}</p>}
      </header>
      {!copy && <Notice><b>{t('copy.none')}</b></Notice>}
      {copy && (
        <>
          <Notice tone={copy.whole ? 'go' : 'danger'}><b>{t(copy.whole ? 'copy.whole' : 'copy.broken')}</b></Notice>
          <div lang={copy.language}><DocumentBlocks text={copy.text} /></div>
          <p className="small quiet fingerprint">{t('copy.hash')}: {copy.sha256}</p>
        </>
      )}
      <p className="no-print"><ButtonLink wide to={`/i/${token}`}>{t('copy.back')}</ButtonLink></p>
    </FamilyFrame>
  );
}
