import type { Clock } from '../ports/clock.ts';

/** How full Graph says its limits are. */
export interface Gauge {
  /** The same, looked at. */
  readonly fetch: typeof globalThis.fetch;
  /** Of the last ten minutes. */
  pressure(): { readonly refused: number; readonly fullness?: number };
}

interface Seen {
  readonly at: number;
  readonly isRefused: boolean;
  readonly fullness: number;
}

const rememberedMs = 10 * 60_000;
const mostRemembered = 1_000;
/** Sent by the directory alone, from 0.8 on: 1 is where requests begin to be refused. */
const fullnessHeader = 'x-ms-throttle-limit-percentage';

/** Looks at each answer of Graph; what is neither refused nor told to be near a limit leaves no trace. */
export function createGauge(clock: Clock, fetch?: typeof globalThis.fetch): Gauge {
  let seen: Seen[] = [];
  function note({ status, headers }: Response): void {
    const fullness = Number(headers.get(fullnessHeader) ?? 0) || 0;
    const isRefused = status === 429;
    if (!isRefused && fullness === 0) return;
    seen = [...seen.slice(1 - mostRemembered), { at: clock.now().getTime(), isRefused, fullness }];
  }
  return {
    async fetch(...request) {
      const response = await (fetch ?? globalThis.fetch)(...request);
      note(response);
      return response;
    },
    pressure() {
      const since = clock.now().getTime() - rememberedMs;
      const recent = seen.filter(({ at }) => at >= since);
      const fullest = Math.max(0, ...recent.map(({ fullness }) => fullness));
      return {
        refused: recent.filter(({ isRefused }) => isRefused).length,
        fullness: fullest === 0 ? undefined : fullest,
      };
    },
  };
}
