import { createContext, useContext } from 'react';

/**
 * The nonce of this response's content security policy. Root gives it to `<Scripts>`, `<ScrollRestoration>` and to
 * `<meta property="csp-nonce">`, where React Aria and Vite look for it before they add a style sheet.
 */
export const NonceContext = createContext<string | undefined>(undefined);

/** The nonce for a script or style element that this page writes itself. */
export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
