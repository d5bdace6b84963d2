import type { Clock } from '../ports/clock.ts';

/** How many messages one conversation may get in a span of time. */
export interface Pace {
  readonly count: number;
  readonly perMs: number;
}

/** Teams' limits per bot and thread. */
export const teamsPaces: readonly Pace[] = [
  { count: 7, perMs: 1_000 },
  { count: 60, perMs: 30_000 },
  { count: 1_800, perMs: 60 * 60_000 },
];

/** Of all threads of a tenant together: Teams takes 50 a second, and some are under way when others are counted. */
export const tenantPace: Pace = { count: 40, perMs: 1_000 };

/** Keeps each conversation below its pace, and all of them below the tenant's; asks the clock and never waits. */
export interface Pacer {
  maySend(conversationId: string): boolean;
  noteSent(conversationId: string): void;
  /** Nothing goes there before `until`. */
  hold(conversationId: string, until: Date): void;
}

export function createPacer(clock: Clock, paces: readonly Pace[] = teamsPaces): Pacer {
  const sentAt = new Map<string, number[]>();
  const heldUntil = new Map<string, number>();
  const longestMs = Math.max(...paces.map(({ perMs }) => perMs));
  let sentAnywhere: number[] = [];

  const recent = (conversationId: string, now: number): number[] => {
    const times = (sentAt.get(conversationId) ?? []).filter((at) => now - at < longestMs);
    if (times.length === 0) sentAt.delete(conversationId);
    else sentAt.set(conversationId, times);
    return times;
  };

  return {
    maySend(conversationId) {
      const now = clock.now().getTime();
      if ((heldUntil.get(conversationId) ?? 0) > now) return false;
      heldUntil.delete(conversationId);
      sentAnywhere = sentAnywhere.filter((at) => now - at < tenantPace.perMs);
      if (sentAnywhere.length >= tenantPace.count) return false;
      const times = recent(conversationId, now);
      return paces.every(
        ({ count, perMs }) => times.filter((at) => now - at < perMs).length < count,
      );
    },

    noteSent(conversationId) {
      const now = clock.now().getTime();
      sentAt.set(conversationId, [...recent(conversationId, now), now]);
      sentAnywhere.push(now);
    },

    hold(conversationId, until) {
      const held = heldUntil.get(conversationId) ?? 0;
      heldUntil.set(conversationId, Math.max(held, until.getTime()));
    },
  };
}
