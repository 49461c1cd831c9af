const answerMs = 10_000;

type Answer = { answer: string; ok: boolean };

/**
 * Asks the launcher, as the database's owner, to move the demo's clock: `clock_now()` is then real time plus `offsetSeconds`.
 *
 * False when it said no (no demo), did not answer within ten seconds, or when nobody started this process (then nobody may move the clock).
 */
export function setDemoClock(offsetSeconds: number, id: string): Promise<boolean> {
  return new Promise((resolve) => {
    if (!process.send || !process.connected) return resolve(false);
    const settle = (ok: boolean) => {
      clearTimeout(tooLate);
      process.off('message', hear);
      resolve(ok);
    };
    const hear = (message: unknown) => {
      if (isAnswer(message) && message.answer === id) settle(message.ok);
    };
    const tooLate = setTimeout(() => settle(false), answerMs);
    process.on('message', hear);
    process.send({ ask: 'set-demo-clock', id, offsetSeconds });
  });
}

function isAnswer(message: unknown): message is Answer {
  return typeof message === 'object' && message !== null && 'answer' in message && 'ok' in message;
}
