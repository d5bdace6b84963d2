import { mayDo } from '../domain/access.ts';
import type { Asker, Conversation } from '../ports/chat.ts';
import { targetIn } from '../ports/notifier.ts';
import { createExportWork, type WorkParts } from './export-work.ts';
import type { ExportStanding, Exports, OfferAnswer, Shown } from './exports.ts';
import { type Job, viewOf } from './job.ts';
import type { ExportOrder } from './order.ts';
import { isOver } from './state.ts';

export interface ExportParts extends WorkParts {
  readonly newId: () => string;
}

const mostAtOnce = 2;
const patienceMs = 10_000;
const gone =
  'This export is not here any more: an hour has passed, it was taken or cancelled, or the bot restarted. Ask again, then type “export”.';

const no = (sentence: string): Shown => ({ ok: false, sentence });
const standingOf = ({ order, state }: Job): ExportStanding => ({
  line: order.line,
  state: state.kind,
  rows: 'rows' in state ? state.rows : undefined,
});
const isHers = (job: Job, asker: Asker) => job.order.asker.id === asker.id;

/** Reads rows into the spool outside of any turn, offers the file, and sends it to whoever takes it. */
export function createExports(parts: ExportParts): Exports {
  const { upload, channel, clock } = parts;
  const work = createExportWork(parts);
  const jobs = new Map<string, Job>();
  let stopping = false;
  const reading = () => [...jobs.values()].filter(({ state }) => state.kind === 'reading');

  function obstacle(asker: Asker, { tenantId }: Conversation): string | undefined {
    if (stopping) return 'The bot is restarting. Try again in a minute.';
    if (!upload.offered) {
      return 'Teams takes no files from bots in this cloud (GCC High and DoD). On the machine of the bot, npm run ask -- "…" --csv writes the same rows.';
    }
    const busy = reading();
    if (busy.some((job) => isHers(job, asker))) {
      return 'One export of yours is still running. Wait for it, or type “export cancel”.';
    }
    const inTenant = busy.filter(({ order }) => order.conversation.tenantId === tenantId);
    return inTenant.length >= mostAtOnce
      ? `${mostAtOnce} exports of colleagues are running, and Microsoft Graph allows the bot only so many reads. Try again in a few minutes.`
      : undefined;
  }

  function shown(job: Job, refusal?: string): Shown {
    const view = viewOf(job, refusal);
    const shownNow = JSON.stringify(view);
    return {
      ok: true,
      view,
      of: standingOf(job),
      refusal,
      async placed(place) {
        const { activityId } = place;
        if (!job.cards.some((card) => card.activityId === activityId)) {
          job.cards.push({
            target: targetIn(place.conversation, place.onlyFor),
            activityId,
            shown: shownNow,
          });
        }
        await work.show(job);
      },
    };
  }

  /** She may look up still, but not all of what the file holds. */
  async function changedSince(job: Job): Promise<Shown | undefined> {
    const why = await job.order.stillMay?.(AbortSignal.timeout(patienceMs));
    if (why === undefined) return undefined;
    job.offer = undefined;
    await work.finish(job, { kind: 'refused' });
    return shown(job, why);
  }

  /** What she is told in place of the file; undefined: she gets it. */
  async function refusal(job: Job, answer: OfferAnswer): Promise<Shown | undefined> {
    const { level, levelProblem } = answer;
    const { needs } = job.order;
    if (needs === 'anyone' || mayDo(level, needs)) return changedSince(job);
    if (levelProblem !== undefined) {
      const sentence = `${levelProblem} The file is kept for now: accept it again in a minute, or ask for it anew.`;
      return { ok: false, sentence, stays: true };
    }
    job.offer = undefined;
    await work.finish(job, { kind: 'refused' });
    return shown(job);
  }

  async function accept(job: Job, answer: OfferAnswer): Promise<Shown> {
    const refused = await refusal(job, answer);
    if (refused !== undefined) return refused;
    if (answer.place === undefined) {
      const sentence = 'Teams did not say where the file goes. Accept it again.';
      return { ok: false, sentence, stays: true };
    }
    await answer.beforeSending?.(standingOf(job));
    if (job.state.kind !== 'offered') return shown(job);
    job.state = { ...job.state, kind: 'sending' };
    job.offer = undefined;
    job.work = work.send(job, answer.place, job.state.bytes);
    return shown(job);
  }

  function begin(order: ExportOrder, control: AbortController): Job {
    for (const old of jobs.values()) {
      const isWaiting = old.state.kind === 'offered' && isHers(old, order.asker);
      if (isWaiting) old.work = work.finish(old, { kind: 'replaced' });
    }
    const job: Job = {
      id: parts.newId(),
      order,
      control,
      state: { kind: 'reading', rows: 0 },
      cards: [],
      editedAt: clock.now().getTime(),
      editing: Promise.resolve(),
      work: Promise.resolve(),
    };
    jobs.set(job.id, job);
    return job;
  }

  return {
    obstacle,
    openPersonal: (asker, conversation) => channel().files.openPersonal(asker, conversation),

    start(order, control) {
      const busy = obstacle(order.asker, order.conversation);
      if (busy !== undefined) {
        control.abort(new Error('the export was not begun'));
        return no(busy);
      }
      const job = begin(order, control);
      const first = shown(job);
      const isPlaced = Promise.withResolvers<void>();
      job.work = work.read(job, isPlaced.promise);
      if (!first.ok) return first;
      return { ...first, placed: (place) => first.placed(place).finally(isPlaced.resolve) };
    },

    async cancel(id, asker) {
      if (id === undefined) {
        const running = reading().find((job) => isHers(job, asker));
        if (running === undefined) return no('No export of yours is running.');
        await work.finish(running, { kind: 'cancelled' });
        return shown(running);
      }
      const job = jobs.get(id);
      if (job === undefined) return no(gone);
      if (!isHers(job, asker)) {
        return shown(
          job,
          `Only ${job.order.asker.name}, who asked for it, can cancel this export.`,
        );
      }
      if (job.state.kind === 'reading') await work.finish(job, { kind: 'cancelled' });
      return shown(job);
    },

    async answerOffer(answer) {
      const job = jobs.get(answer.exportId);
      if (job === undefined) return no(gone);
      if (!isHers(job, answer.asker)) {
        const sentence = 'Only the person who asked for this file can take it.';
        return { ok: false, sentence, stays: true };
      }
      if (job.state.kind !== 'offered') return shown(job);
      if (answer.accepted) return accept(job, answer);
      job.offer = undefined;
      await work.finish(job, { kind: 'declined' });
      return shown(job);
    },

    async forget() {
      const now = clock.now();
      for (const job of jobs.values()) {
        const { state } = job;
        if (state.kind === 'offered' && state.until <= now) {
          await work.finish(job, { kind: 'expired' });
        } else if (isOver(state) && now.getTime() - job.editedAt > parts.keepMs) {
          jobs.delete(job.id);
        }
      }
      await parts.spool.sweep();
    },

    async stop() {
      stopping = true;
      const all = [...jobs.values()];
      await Promise.all(all.map((job) => work.finish(job, { kind: 'stopped' })));
      await Promise.all(all.flatMap((job) => [job.work, job.editing]));
    },
  };
}
