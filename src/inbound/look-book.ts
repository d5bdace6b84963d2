import type { Meaning } from '../commands/dispatch.ts';
import type { Level } from '../domain/access.ts';
import type { LookDoor, LookTrace } from '../domain/look.ts';
import { subjectsOf } from '../domain/look-subjects.ts';
import { AppError, toAppError } from '../errors.ts';
import type { Asker, Conversation } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { LookRecord } from '../ports/look-record.ts';

export interface LookBookParts {
  readonly tenantId: string;
  readonly looks: Pick<LookRecord, 'append'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who asks, at which level, and by which door. */
export interface Asking {
  readonly asker: Asker;
  readonly level: Level;
  readonly conversation: Pick<Conversation, 'id' | 'kind'>;
  readonly door: LookDoor;
}

/** Something ready to be shown; without `look` there is nothing to keep of it. */
export interface ToShow<Shown> {
  readonly shown: Shown;
  readonly look?: LookTrace;
}

function notKept(cause: unknown): AppError {
  return new AppError(
    'store-failed',
    'Every question is recorded before its answer is shown, and the record could not be written.',
    {
      hint: 'Nothing is shown; what a button was to change may be changed. Try again in a minute; if it stays, whoever runs the bot checks DATABASE_URL, that the server answers and the free disk space.',
      retryable: true,
      cause,
    },
  );
}

/** Writes down who asked what, and lets nothing be shown that could not be written down. */
export function createLookBook({ tenantId, looks, clock, log }: LookBookParts) {
  /** Rejects with `store-failed` when it could not be written. */
  async function keep({ asker, level, conversation, door }: Asking, look: LookTrace) {
    const { id, name } = asker;
    const { kind, id: conversationId } = conversation;
    const where = { kind, conversationId };
    try {
      await looks.append(tenantId, {
        ...look,
        at: clock.now(),
        by: { id, name, level },
        where,
        door,
      });
    } catch (thrown) {
      throw notKept(thrown);
    }
  }

  /** It showed nothing, so that its failure is told even where it could not be written down. */
  async function keepFailure(asking: Asking, { command, line }: Meaning, thrown: unknown) {
    const { code: why } = toAppError(thrown);
    const look = { command, line, ...subjectsOf(line), outcome: 'failed', why } as const;
    await keep(asking, look).catch((err: unknown) => {
      log.error({ err, asker: asking.asker.id, command }, 'a failed question was not recorded');
    });
  }

  return {
    keep,

    /**
     * Does the work, writes it down once, and only then gives what is to be shown. What was given up because it is
     * asked anew is no failure, and is not written down.
     */
    async recorded<Shown>(
      asking: Asking,
      meaning: () => Promise<Meaning>,
      work: () => Promise<ToShow<Shown>>,
      isNoFailure: (thrown: unknown) => boolean = () => false,
    ): Promise<Shown> {
      let done: ToShow<Shown>;
      try {
        done = await work();
      } catch (thrown) {
        if (!isNoFailure(thrown)) await keepFailure(asking, await meaning(), thrown);
        throw thrown;
      }
      if (done.look) await keep(asking, done.look);
      return done.shown;
    },
  };
}

export type LookBook = ReturnType<typeof createLookBook>;
