import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useParams } from '@remix-run/react';
import { askedDocuments } from '../consent/asked-documents.server.ts';
import { byInvitation } from '../consent/by-invitation.server.ts';
import { DocumentBlocks } from '../consent/document-blocks.tsx';
import { namesFor } from '../consent/invitation.server.ts';
import { noteViewed } from '../consent/open-invitation.server.ts';
import { languageOf } from '../i18n/language.server.ts';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { FamilyFrame } from '../ui/family-frame.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/tag.tsx';

/** Every word of what is asked, in the reader's language. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const language = languageOf(request, context.config);
  return byInvitation(context, params['token'], 'consent.read', async (tx, invitation) => {
    await noteViewed(tx, invitation);
    return { zone: invitation.zone, documents: await askedDocuments(tx, language, namesFor(invitation, language)) };
  });
}

export default function InvitationText() {
  const { zone, documents } = useLoaderData<typeof loader>();
  const { token = '' } = useParams();
  const t = useText('consent');
  return (
    <FamilyFrame zone={zone}>
      <header className="stack-2">
        <h1>{t('text.title')}</h1>
        <p className="soft">{t('text.lede', { count: documents.length })}</p>
        <nav aria-label={t('text.contents')}>
          <ol className="contents">{documents.map(({ purpose, title }) => <li key={purpose}><a href={`#${purpose}`}>{title}</a></li>)}</ol>
        </nav>
      </header>
      {documents.map(({ purpose, title, summary, body, required }) => (
        <Section key={purpose} id={purpose} title={title}>
          <div className="stack-3">
            <p><Tag tone={required ? 'go' : 'line'}>{t(required ? 'text.needed' : 'text.free')}</Tag></p>
            <p className="strong">{summary}</p>
            <DocumentBlocks text={body} />
          </div>
        </Section>
      ))}
      <ButtonLink tone="primary" big wide to={`/i/${token}`}>{t('text.back')}</ButtonLink>
    </FamilyFrame>
  );
}
