import {
  type AccessRules,
  type Holdings,
  holdingsOf,
  idsThatCount,
  type Level,
} from './domain/access.ts';
import { AppError, toAppError } from './errors.ts';
import type { Clock } from './ports/clock.ts';
import type { Directory } from './ports/directory.ts';

/** Decides what a person may do, by the roles and groups she holds at this moment. */
export interface Access {
  /** Throws `access-unknown` when Graph cannot say: the answer is then no. */
  levelOf(userId: string, signal?: AbortSignal): Promise<Level>;
  /** The same with what gives the level, and what that leaves out; absent: nothing is ever left out. */
  holdingsOf?(userId: string, signal?: AbortSignal): Promise<Holdings>;
}

interface AccessParts {
  readonly directory: Directory;
  readonly rules: AccessRules;
  /** Default: guests of the tenant have no level, unless a setting names one by her object id. */
  readonly allowGuests?: boolean;
  readonly clock: Clock;
  /** How long an answer holds. A removed role must count within 300 s, so stay below that. */
  readonly ttlMs?: number;
}

interface Known {
  readonly holdings: Holdings;
  /** Why it is none, where that is no matter of roles. */
  readonly refusal?: AppError;
  readonly until: number;
}

const mostRemembered = 1_000;

/** Nobody whom Graph can't place may make the bot ask again and again. */
const isForGood = (thrown: unknown): thrown is AppError =>
  thrown instanceof AppError && thrown.code === 'not-allowed';

export function createAccess(parts: AccessParts): Access {
  const { directory, rules, clock, allowGuests = false, ttlMs = 240_000 } = parts;
  const known = new Map<string, Known>();
  const ids = idsThatCount(rules);

  async function askGraph(userId: string, signal?: AbortSignal): Promise<Holdings> {
    const alone = holdingsOf(new Set(), userId, rules);
    if (alone.level === 'admin') return alone;
    const others = ids.filter((id) => id !== userId);
    const held = await directory.heldBy(userId, others, signal);
    const holdings = holdingsOf(held, userId, rules);
    if (holdings.level === 'none' || alone.level !== 'none' || allowGuests) return holdings;
    const person = await directory.person(userId, signal);
    if (person?.guest === true) throw guestRefused();
    return holdings;
  }

  async function standingOf(userId: string, signal?: AbortSignal): Promise<Omit<Known, 'until'>> {
    try {
      return { holdings: await askGraph(userId, signal) };
    } catch (thrown) {
      const refusal = isForGood(thrown) ? thrown : accessUnknown(thrown);
      if (isForGood(refusal)) return { holdings: { level: 'none', by: [] }, refusal };
      throw refusal;
    }
  }

  async function read(userId: string, signal?: AbortSignal): Promise<Holdings> {
    const id = userId.toLowerCase();
    const asked = clock.now().getTime();
    const before = known.get(id);
    const isFresh = before !== undefined && before.until > asked;
    const standing = isFresh ? before : await standingOf(id, signal);
    if (!isFresh) {
      known.delete(id);
      if (known.size >= mostRemembered) known.clear();
      known.set(id, { ...standing, until: asked + ttlMs });
    }
    if (standing.refusal) throw standing.refusal;
    return standing.holdings;
  }

  return {
    levelOf: async (userId, signal) => (await read(userId, signal)).level,
    holdingsOf: read,
  };
}

function guestRefused(): AppError {
  return new AppError(
    'not-allowed',
    'You are a guest in this tenant, and guests are not answered.',
    {
      hint: 'Whoever runs this bot can allow guests in its settings (ALLOW_GUESTS), or name you there.',
    },
  );
}

function accessUnknown(thrown: unknown): AppError {
  const cause = toAppError(thrown);
  if (cause.code === 'not-found') {
    return new AppError('not-allowed', 'The directory of this tenant does not know you.', {
      hint: 'The bot answers members of its own tenant only.',
      cause,
    });
  }
  return new AppError(
    'access-unknown',
    'Your role could not be checked, so the answer is no for now.',
    {
      hint: [cause.message, cause.hint].filter(Boolean).join(' '),
      retryable: cause.retryable,
      cause,
    },
  );
}
