import { useLanguage, useText } from '../i18n/use-text.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Section } from '../ui/section.tsx';
import { StackedBar, StackedKey } from '../ui/stacked-bar.tsx';
import type { Usage } from './utilisation.ts';

export type UsageLine = Usage & { readonly key: string; readonly name: string };

const parts = [['visits', 'full'], ['uses', 'lined'], ['out', 'dotted'], ['free', 'empty']] as const;

/** How open time was used, line by line: a bar each, and the same as a table. `of` is what a line is. */
export function UsageChart({ title, help, of, lines }: { title: string; help?: string; of: string; lines: readonly UsageLine[] }) {
  const t = useText('rooms');
  const language = useLanguage();
  const number = (value: number, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options).format(value);
  const hours = (minutes: number) => number(minutes / 60, { maximumFractionDigits: 1 });
  const share = (minutes: number, open: number) => t('utilisation.share', { percent: number(open === 0 ? 0 : minutes / open, { style: 'percent' }), hours: hours(minutes) });
  return (
    <Section title={title}>
      <div className="stack-4">
        {help && <p className="small soft">{help}</p>}
        <StackedKey parts={parts.map(([key, look]) => ({ key, look, label: t(`utilisation.${key}`) }))} />
        <div className="stacked-chart" aria-hidden="true">
          {lines.map((line) => [
            <span key={`${line.key} name`}>{line.name}</span>,
            <StackedBar key={`${line.key} bar`} parts={parts.map(([key, look]) => ({ key, look, value: line[key] }))} />,
          ])}
        </div>
        <DataTable
          caption={title} rows={lines} rowKey={({ key }) => key}
          columns={[
            { key: 'name', header: of, rowHeader: true, cell: ({ name }) => name },
            ...parts.map(([key]) => ({ key, header: t(`utilisation.${key}`), cell: (line: UsageLine) => <span className="num">{share(line[key], line.open)}</span> })),
            { key: 'open', header: t('utilisation.minutes'), cell: ({ open }) => <span className="num">{hours(open)}</span> },
          ]}
        />
      </div>
    </Section>
  );
}
