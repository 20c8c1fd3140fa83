import { CallError, type OnProgress, type Transport } from './backend';
import type { Progress, WireError } from './generated';

/** How often a running job is asked how far it is. */
const POLL_MILLISECONDS = 150;

type Answer = { ok: unknown } | { error: WireError };

/** HTTP on this machine only: browser tests and development. */
export function loopbackTransport(token: string): Transport {
  const headers = { 'content-type': 'application/json', 'x-clientele-token': token };

  function watch(job: number, hear: OnProgress): () => void {
    const timer = window.setInterval(async () => {
      const answer = await fetch(`/api/progress?job=${job}`, { headers }).catch(() => null);
      const progress = answer?.ok ? ((await answer.json()) as Progress | null) : null;
      if (progress) hear(progress);
    }, POLL_MILLISECONDS);
    return () => window.clearInterval(timer);
  }

  async function send(command: string, args: object): Promise<unknown> {
    const request = { method: 'POST', headers, body: JSON.stringify({ command, args }) };
    let answer: Answer;
    try {
      answer = (await (await fetch('/api/call', request)).json()) as Answer;
    } catch (error) {
      throw new CallError({ code: 'ui.unreachable', args: { detail: String(error) } });
    }
    if ('error' in answer) throw new CallError(answer.error);
    return answer.ok;
  }

  return {
    // A browser never tells a page where a dropped file lies.
    takesDrops: false,
    async call(command, args, hear) {
      const job = 'job' in args && typeof args.job === 'number' ? args.job : undefined;
      const stop = hear && job !== undefined ? watch(job, hear) : undefined;
      try {
        return await send(command, args);
      } finally {
        stop?.();
      }
    },
    onFilesDropped: () => () => undefined,
  };
}
