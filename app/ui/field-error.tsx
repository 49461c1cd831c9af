import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

/** What is wrong with a field, under it. A key of the `ui` catalogue (`required`) is looked up; anything else is a finished sentence. */
export function FieldError({ id, errors }: { id: string; errors: readonly string[] | undefined }) {
  const { t, i18n } = useTranslation('ui');
  const [first] = errors ?? [];
  if (first === undefined) return null;
  const key = `error.${first}`;
  return (
    <p className="field__error" id={id}>
      <Icon of={CircleAlert} />
      <span>{i18n.exists(key, { ns: 'ui' }) ? t(key) : first}</span>
    </p>
  );
}
