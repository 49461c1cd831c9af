import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Brand } from '../ui/brand.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { LanguageMenu } from '../ui/language-menu.tsx';
import { SkipLink } from '../ui/skip-link.tsx';
import { Strip } from '../ui/strip.tsx';
import { ThemeMenu } from '../ui/theme-menu.tsx';
import { ZoneProvider } from '../ui/zone.tsx';

/** Around a therapist's visit page before and after the video: the way back and nothing that distracts. */
export function VisitFrame({ zone, children }: { zone: string; children: ReactNode }) {
  const t = useText('visits');
  return (
    <ZoneProvider zone={zone}>
      <SkipLink />
      <Strip />
      <header className="phonebar phonebar--three">
        <Brand to="/" />
        <span className="row row--tight"><ButtonLink to="/today" tone="plain" icon={ArrowLeft}>{t('frame.back')}</ButtonLink><LanguageMenu /><ThemeMenu /></span>
      </header>
      <main className="page" id="main" tabIndex={-1}>{children}</main>
    </ZoneProvider>
  );
}
