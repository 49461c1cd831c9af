import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { NonceContext } from './http/nonce.tsx';
import { browserText } from './i18n/text.client.ts';
import { TextProvider } from './i18n/use-text.tsx';

// Browsers hide a nonce from markup but not from scripts of the page.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
const text = await browserText();

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <NonceContext.Provider value={nonce}>
        <TextProvider text={text}>
          <RemixBrowser />
        </TextProvider>
      </NonceContext.Provider>
    </StrictMode>,
  );
});
