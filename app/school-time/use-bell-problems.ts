import { useText } from '../i18n/use-text.tsx';

const own = ['ends-before-it-begins', 'outside-the-day', 'overlaps-another-period', 'name-taken', 'name-missing', 'weekday-taken', 'periods-missing', 'day-types-missing'] as const;

/** What the bells form may say of its own, as sentences; anything else is a key that every field knows. */
export function useBellProblems(): (errors: readonly string[] | undefined) => string[] | undefined {
  const t = useText('scheduling');
  return (errors) => errors?.map((error) => {
    const known = own.find((problem) => problem === error);
    return known ? t(`bells.problem.${known}`) : error;
  });
}
