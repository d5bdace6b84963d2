import type { Random } from '../../src/demo/tenant/random.ts';
import { isRecord } from '../../src/domain/record.ts';
import type { Notice, Notifier } from '../../src/ports/notifier.ts';
import { toDeliveryError } from '../../src/teams/delivery-errors.ts';
import type { Tally } from './tally.ts';

/** A card as people see it. */
export interface Message {
  readonly activityId: string;
  readonly conversationId: string;
  readonly caseId: string;
  /** Who sent it. */
  readonly life: string;
  count: number;
  /** Teams took it, and its sender did not live or hear to note it. */
  inFlight: boolean;
}

/** Channels as Teams keeps them, which fail now and then as Teams does. */
export interface Channel {
  readonly living: Map<string, Message>;
  /** Case and conversation of every card that was ever there. */
  readonly told: Set<string>;
  /** Case and conversation of cards that somebody deleted. */
  readonly deleted: Set<string>;
  /** The way to it of one process. */
  notifierOf(life: string): Notifier;
  /** Somebody deletes a card. */
  deleteOne(random: Random): void;
  calm(): void;
}

const statuses = [429, 412, 502, 504, 'reset'] as const;

function failureOf(
  kind: (typeof statuses)[number],
  operation: 'post' | 'reply' | 'update' | 'remove',
) {
  if (kind === 'reset') return toDeliveryError(new Error('ECONNRESET'), operation);
  return toDeliveryError({ statusCode: kind }, operation);
}

function caseOf({ card }: Notice): { caseId: string; count: number } | undefined {
  const view = card.view;
  if (!isRecord(view) || typeof view.caseId !== 'string') return undefined;
  return { caseId: view.caseId, count: Number(view.count) };
}

export function openChannel(random: Random, tally: Tally): Channel {
  const living = new Map<string, Message>();
  const told = new Set<string>();
  const deleted = new Set<string>();
  let isCalm = false;
  let posted = 0;

  /** Fails before the act or after it, or not at all. */
  function through<T>(
    operation: 'post' | 'reply' | 'update' | 'remove',
    act: () => T,
    unheard: (done: T) => void,
  ): T {
    const fails = !isCalm && random() < 0.12;
    if (!fails) return act();
    const kind = statuses[Math.floor(random() * statuses.length)] ?? 502;
    const isTaken = (kind === 'reset' || kind === 502 || kind === 504) && random() < 0.4;
    tally.add(`faults of Teams: ${kind}${isTaken ? ' after it took the message' : ''}`);
    if (isTaken) unheard(act());
    throw failureOf(kind, operation);
  }

  const mustLive = (activityId: string, operation: 'reply' | 'update' | 'remove'): void => {
    if (living.has(activityId)) return;
    tally.add('faults of Teams: 404 of a message');
    throw toDeliveryError({ statusCode: 404 }, operation);
  };

  return {
    living,
    told,
    deleted,
    notifierOf: (life) => ({
      async post({ conversationId }, notice) {
        const about = caseOf(notice);
        const activityId = through(
          'post',
          () => {
            posted += 1;
            const id = `activity-${posted}`;
            if (about !== undefined) {
              told.add(`${about.caseId} ${conversationId}`);
              living.set(id, { activityId: id, conversationId, life, inFlight: false, ...about });
            }
            return id;
          },
          (id) => {
            const message = living.get(id);
            if (message !== undefined) message.inFlight = true;
          },
        );
        return { activityId };
      },
      async update(_target, activityId, notice) {
        mustLive(activityId, 'update');
        const count = caseOf(notice)?.count ?? 0;
        through(
          'update',
          () => {
            const message = living.get(activityId);
            if (message !== undefined) message.count = count;
          },
          () => undefined,
        );
      },
      async reply(_target, activityId) {
        mustLive(activityId, 'reply');
        posted += 1;
        const id = `activity-${posted}`;
        return {
          activityId: through(
            'reply',
            () => id,
            () => undefined,
          ),
        };
      },
      async remove(_target, activityId) {
        mustLive(activityId, 'remove');
        through(
          'remove',
          () => living.delete(activityId),
          () => undefined,
        );
      },
    }),
    deleteOne(choose) {
      const all = [...living.keys()];
      const one = living.get(all[Math.floor(choose() * all.length)] ?? '');
      if (one === undefined) return;
      deleted.add(`${one.caseId} ${one.conversationId}`);
      living.delete(one.activityId);
    },
    calm: () => {
      isCalm = true;
    },
  };
}
