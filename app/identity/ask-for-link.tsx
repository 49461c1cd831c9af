import type { SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { Mail } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';

type AskForLinkProps = {
  /** They were signed in, and their confirmed guardianship has ended since. */
  ended?: boolean;
  primary: boolean;
  /** Where they wanted to go; the link leads there. */
  to?: string;
  /** What came back when the address was not one. */
  lastResult?: SubmissionResult<string[]> | undefined;
};

/** A guardian asks for a sign-in link: one field, one button, no password. Works without a script. */
export function AskForLink({ ended = false, primary, to, lastResult }: AskForLinkProps) {
  const t = useText('identity');
  return (
    <Form method="post" action="/sign-in/link" className="ask-for-link" noValidate>
      {to && <input type="hidden" name="to" value={to} />}
      {ended && <Notice tone="needs"><p>{t('link.accessEnded')}</p></Notice>}
      <p className="soft">{t('link.lede')}</p>
      <TextField
        label={t('link.address')} name="address" type="email" autoComplete="email" inputMode="email" autoCapitalize="none" spellCheck={false} required
        defaultValue={String(lastResult?.initialValue?.['address'] ?? '')} errors={lastResult?.error?.['address'] ?? undefined}
      />
      <p><SubmitButton tone={primary ? 'primary' : 'normal'} icon={Mail}>{t('link.send')}</SubmitButton></p>
    </Form>
  );
}
