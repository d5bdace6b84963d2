/** How many requests a surface takes in a window, and whether it says when to come back. */
interface Limit {
  readonly requests: number;
  readonly windowMs: number;
  readonly saysRetryAfter: boolean;
  readonly perApp: boolean;
}

/** Microsoft's "Microsoft Graph service-specific throttling limits" page. */
const limits = {
  reports: { requests: 5, windowMs: 10_000, saysRetryAfter: true, perApp: true },
  conditionalAccess: { requests: 1, windowMs: 1000, saysRetryAfter: false, perApp: false },
} as const satisfies Record<string, Limit>;

/** The limited surface a path belongs to, if it does. */
function surfaceOf(path: readonly string[]): keyof typeof limits | undefined {
  if (path[0] === 'auditLogs') return 'reports';
  if (path[0] === 'identityProtection') return 'conditionalAccess';
  return path[0] === 'identity' && path[1] === 'conditionalAccess'
    ? 'conditionalAccess'
    : undefined;
}

/** Counts requests; refused ones count too, so hammering makes it worse. */
export class Throttle {
  readonly #seen = new Map<string, number[]>();

  /** Undefined when the request may pass; else the seconds to wait, 0 when they are not told. */
  refuse(path: readonly string[], appId: string, nowMs: number): number | undefined {
    const surface = surfaceOf(path);
    if (surface === undefined) return undefined;
    const limit = limits[surface];
    const key = limit.perApp ? `${surface} ${appId}` : surface;
    const recent = (this.#seen.get(key) ?? []).filter((at) => at > nowMs - limit.windowMs);
    recent.push(nowMs);
    this.#seen.set(key, recent);
    if (recent.length <= limit.requests) return undefined;
    if (!limit.saysRetryAfter) return 0;
    const frees = recent[recent.length - limit.requests] ?? nowMs;
    return Math.max(1, Math.ceil((frees + limit.windowMs - nowMs) / 1000));
  }
}
