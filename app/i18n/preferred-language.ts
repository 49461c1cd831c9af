import { isLanguage, type Language } from './languages.ts';

/**
 * The first language of an `Accept-Language` header that Hallway speaks, by the weights the browser gave (RFC 9110, 12.5.4), or
 * `undefined`. Regions are ignored: `es-MX` reads Spanish. `q=0` means "not this one".
 */
export function preferredLanguage(acceptLanguage: string | null): Language | undefined {
  if (!acceptLanguage) return undefined;
  const wishes = acceptLanguage.split(',').map((part, order) => {
    const [tag = '', ...parameters] = part.trim().split(';');
    const weight = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined);
    return { code: tag.trim().split('-')[0]?.toLowerCase(), weight: weight === undefined ? 1 : Number(weight), order };
  });
  return wishes
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
    .map((wish) => wish.code)
    .find(isLanguage);
}
