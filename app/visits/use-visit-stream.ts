import { useEffect, useState } from 'react';

/**
 * What the server last said of this visit, kept up to date over server-sent events; `initial` until the first word. The browser comes back
 * by itself when the connection breaks. On `gone` (the right to be here ended) the page is loaded anew and says what it now may.
 */
export function useVisitStream<State>(address: string, initial: State): State {
  const [state, setState] = useState(initial);
  useEffect(() => {
    const stream = new EventSource(address);
    stream.addEventListener('state', (event: MessageEvent<string>) => setState(JSON.parse(event.data) as State));
    stream.addEventListener('gone', () => {
      stream.close();
      window.location.reload();
    });
    return () => stream.close();
  }, [address]);
  return state;
}
