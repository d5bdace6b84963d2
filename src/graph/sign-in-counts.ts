import { isRecord } from '../domain/record.ts';
import type { SignInCounts } from '../ports/sign-in-counts.ts';
import type { GraphClient } from './client.ts';
import { refusalOf, unreadable } from './errors.ts';

/** It is a beta function that not every tenant and cloud has: these answers mean no more than that. */
const absent: ReadonlySet<number> = new Set([400, 403, 404, 501]);

function wholeSeconds(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

function countOf(metric: unknown): number {
  const value = isRecord(metric) ? metric.value : undefined;
  if (typeof value !== 'number') throw unreadable(new Error('a count without a number'));
  return value;
}

/**
 * Entra's health metrics over Graph beta (learn.microsoft.com/graph/api,
 * serviceactivity-getmetricsforconditionalaccessblockedsignin): a number for each interval.
 */
export function createSignInCounts({ graph }: { readonly graph: GraphClient }): SignInCounts {
  return {
    async blocked({ from, to }, signal) {
      const named = [
        `inclusiveIntervalStartDateTime=${wholeSeconds(from)}`,
        `exclusiveIntervalEndDateTime=${wholeSeconds(to)}`,
        'aggregationIntervalInMinutes=30',
      ];
      const path = `/reports/serviceActivity/getMetricsForConditionalAccessBlockedSignIn(${named.join(',')})`;
      try {
        const body = await graph.ask({
          path,
          version: 'beta',
          resource: 'sign-in-counts',
          priority: 'person',
          signal,
        });
        if (!Array.isArray(body.value)) throw unreadable(new Error('counts without a list'));
        return body.value.map(countOf).reduce((sum, count) => sum + count, 0);
      } catch (thrown) {
        if (absent.has(refusalOf(thrown)?.status ?? 0)) return undefined;
        throw thrown;
      }
    },
  };
}
