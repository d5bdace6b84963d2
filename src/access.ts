import { type AccessRules, type Level, levelOf } from './domain/access.ts';
import { AppError, toAppError } from './errors.ts';
import type { Clock } from './ports/clock.ts';
import type { Directory } from './ports/directory.ts';

/** Decides what a person may do, by the roles and groups she holds at this moment. */
export interface Access {
  /** Throws `access-unknown` when Graph cannot say: the answer is then no. */
  levelOf(userId: string, signal?: AbortSignal): Promise<Level>;
}

interface AccessParts {
  readonly directory: Directory;
  readonly rules: AccessRules;
  readonly clock: Clock;
  /** How long an answer holds. A removed role must count within 300 s, so stay below that. */
  readonly ttlMs?: number;
}

interface Known {
  readonly level: Level;
  readonly until: number;
}

const mostRemembered = 1_000;

export function createAccess({ directory, rules, clock, ttlMs = 240_000 }: AccessParts): Access {
  const known = new Map<string, Known>();
  const ids = [...new Set([...rules.readers, ...rules.operators, ...rules.admins])];

  async function askGraph(userId: string, signal?: AbortSignal): Promise<Level> {
    const alone = levelOf(new Set(), userId, rules);
    if (alone === 'admin') return alone;
    const others = ids.filter((id) => id !== userId);
    try {
      return levelOf(await directory.heldBy(userId, others, signal), userId, rules);
    } catch (thrown) {
      throw accessUnknown(thrown);
    }
  }

  return {
    async levelOf(userId, signal) {
      const id = userId.toLowerCase();
      const asked = clock.now().getTime();
      const before = known.get(id);
      if (before && before.until > asked) return before.level;
      known.delete(id);
      const level = await askGraph(id, signal);
      if (known.size >= mostRemembered) known.clear();
      known.set(id, { level, until: asked + ttlMs });
      return level;
    },
  };
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
