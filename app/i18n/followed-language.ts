import { useRouteLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage } from './languages.ts';
import { speak } from './text.client.ts';

/** Once the server answers in another language (somebody chose it), the page follows without being loaded anew, so what was typed stays. */
export function useFollowedLanguage(): void {
  const { i18n } = useTranslation();
  const answered = (useRouteLoaderData('root') as { language?: unknown } | undefined)?.language;
  useEffect(() => {
    if (isLanguage(answered) && answered !== i18n.language) void speak(i18n, answered);
  }, [answered, i18n]);
}
