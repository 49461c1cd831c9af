import { Printer } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';

/** Opens the browser's print sheet. Only there where a script runs; elsewhere the browser's own menu does it. */
export function PrintButton({ children, primary }: { children: ReactNode; primary?: boolean }) {
  const [runs, setRuns] = useState(false);
  useEffect(() => setRuns(true), []);
  if (!runs) return null;
  return <Button type="button" tone={primary ? 'primary' : 'normal'} icon={Printer} onClick={() => window.print()}>{children}</Button>;
}
