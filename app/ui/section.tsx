import { useId, type ReactNode } from 'react';

interface SectionProps {
  title: ReactNode;
  /** Smaller words after the title: how many, by whom, when. */
  count?: ReactNode;
  needs?: boolean;
  id?: string;
  children: ReactNode;
}

/** A part of a page under its own rule; a rule instead of a box. */
export function Section({ title, count, needs, id, children }: SectionProps) {
  const own = useId();
  const headingId = id ?? own;
  return (
    <section className={needs ? 'section section--needs' : 'section'} aria-labelledby={headingId}>
      <h2 id={headingId}>{title}{count !== undefined && <> <span className={needs ? 'dot' : 'count'}>{count}</span></>}</h2>
      {children}
    </section>
  );
}

/** A sheet of paper above the page, for one thing that is worked on (a ranking, a form beside a list). One on a page, never in another. */
export function Sheet({ title, lede, aside, children }: { title: ReactNode; lede?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <header className="row row--between">
        <div><h2 id={id}>{title}</h2>{lede && <p className="small soft">{lede}</p>}</div>
        {aside && <p className="small">{aside}</p>}
      </header>
      {children}
    </section>
  );
}
