import { LRUCache } from 'lru-cache';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Account, ProtectedPerson, Sight } from '../../ports/sights.ts';
import { createAuditReader, type ReadAudits } from '../audits/read-list.ts';
import type { CommandDeps } from '../deps.ts';
import {
  createPolicySignInReader,
  type ReadPolicySignIns,
} from '../policy/read-policy-sign-ins.ts';
import { createDetailReader } from '../signin/read-detail.ts';
import { createListReader, type ReadList } from '../signins/read-list.ts';
import { Glance } from './glance.ts';
import { sightedAudits } from './sighted-audits.ts';
import { sightedSignIns } from './sighted-sign-ins.ts';

type Logs = Pick<CommandDeps, 'signIns' | 'audits'>;
type Readers = Pick<CommandDeps, 'readList' | 'readAudits' | 'readPolicySignIns' | 'readDetail'>;

/** Lists that are remembered for askers who do not see everything; each holds some thousand rows. */
const mostLists = 4;

interface Kept<Read> {
  /** Through which the list was read, and what it left out. */
  readonly glance: Glance;
  readonly read: Read;
}

/** What readers of lists remember, apart for each sight: a list that one asker may see is not another’s. */
export interface SightedReaders {
  readers(glance: Glance, deps: CommandDeps): Readers;
}

export function createSightedReaders(logs: Logs, clock: Clock): SightedReaders {
  const cache = <Read>() => new LRUCache<string, Kept<Read>>({ max: mostLists });
  const lists = cache<ReadList>();
  const audits = cache<ReadAudits>();
  const results = cache<ReadPolicySignIns>();

  /** The reader of one question for one sight: its own, so that what it left out is known when it is asked again. */
  function keptFor<Read>(
    kept: LRUCache<string, Kept<Read>>,
    glance: Glance,
    question: object,
    make: (through: Glance) => Read,
  ): Kept<Read> {
    const opened = [...glance.opened.keys()].toSorted().join(' ');
    const key = JSON.stringify([glance.sight.key, opened, question]);
    const before = kept.get(key);
    if (before) return before;
    const given = new Map(glance.opened);
    // Others may be shown the list later: nobody is told of them what the first one gave as her reason.
    const sight = {
      ...glance.sight,
      reasonFor: ({ key: id }: ProtectedPerson) => given.get(id)?.reason,
      open: async () => undefined,
    };
    const through = new Glance(sight, undefined);
    for (const [id, one] of given) through.opened.set(id, one);
    const fresh = { glance: through, read: make(through) };
    kept.set(key, fresh);
    return fresh;
  }

  async function admit(glance: Glance, people: readonly (Account | undefined)[]): Promise<void> {
    for (const person of people) if (person) await glance.admit(person);
  }

  /** A question about a policy tells of it by what it finds. */
  function refuseOracle(glance: Glance, isAboutPolicies: boolean): void {
    const { policiesWithheld }: Sight = glance.sight;
    if (!isAboutPolicies || policiesWithheld === undefined) return;
    throw glance.refuse(new AppError('policies-withheld', policiesWithheld));
  }

  return {
    readers: (glance, deps) => ({
      async readList(question, signal) {
        const { policy, reportOnly, by, person } = question;
        refuseOracle(glance, policy !== undefined || reportOnly === true || by === 'policy');
        await admit(glance, [person]);
        const { top, ...key } = question;
        const kept = keptFor(lists, glance, key, (through) =>
          createListReader(sightedSignIns(logs.signIns, through), clock),
        );
        const list = await kept.read(question, signal);
        glance.take(kept.glance.hidden);
        return list;
      },
      async readAudits(question, signal) {
        const { person, by, on } = question;
        await admit(glance, [person]);
        // Of a scope each entry is judged by itself: who did it may be anybody.
        const named = [by, on].filter((one) => one && glance.sight.protectedOf(one) !== undefined);
        await admit(glance, named);
        const kept = keptFor(audits, glance, question, (through) =>
          createAuditReader(sightedAudits(logs.audits, through), clock),
        );
        const list = await kept.read(question, signal);
        glance.take(kept.glance.hidden);
        return list;
      },
      async readPolicySignIns(question, signal) {
        refuseOracle(glance, true);
        const kept = keptFor(results, glance, question, (through) =>
          createPolicySignInReader(sightedSignIns(logs.signIns, through), clock),
        );
        const found = await kept.read(question, signal);
        glance.take(kept.glance.hidden);
        return found;
      },
      readDetail: createDetailReader({ ...deps, clock }),
    }),
  };
}
