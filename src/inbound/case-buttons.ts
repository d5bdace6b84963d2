import type { CaseAnswer, CaseRequest } from '../alerts/actions.ts';
import { smallerAlerts } from '../alerts/smaller-alert.ts';
import type { AlertView } from '../alerts/view.ts';
import { fitting } from '../commands/fitting.ts';
import type { Addressed } from '../commands/request.ts';
import { mayDo } from '../domain/access.ts';
import type { LookTrace, Seen } from '../domain/look.ts';
import type { Person } from '../domain/person.ts';
import { text } from '../domain/record.ts';
import type { ActionIn } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Answer, Turn } from './answer.ts';
import { type BriefCaseParts, createBriefCase } from './brief-case.ts';
import { caseRequestIn, meaningOfCase } from './read-action.ts';

export interface CaseButtonParts extends BriefCaseParts {
  readonly actOnCase: (request: CaseRequest) => Promise<CaseAnswer>;
  /** Somebody by object id; undefined when the directory knows nobody of that id. */
  readonly personById: (id: string, signal: AbortSignal) => Promise<Person | undefined>;
  /** Whom and what a case is about; nothing where there is none. */
  readonly aboutCase: (caseId: string) => Promise<Seen>;
  readonly clock: Clock;
}

/** For who pressed a button that is not hers; others see neither that she did nor what she may. */
function notForYou(title: string): Omit<Answer, 'look'> {
  return { card: 'notice', data: { icon: '🔒', title, lines: [] }, mode: 'whisper' };
}

/** What became of a case is told to all who see its card; why nothing did, to its presser alone. */
function toAllIfDone(answer: Answer): Answer {
  const isDone = answer.mode === 'replace' && answer.look?.outcome === 'answered';
  return isDone ? { audience: 'everybody', ...answer } : answer;
}

function alertAnswer(view: AlertView | undefined, note: string): Omit<Answer, 'look'> {
  if (view) {
    const shown = { ...view, note };
    const rooms = [shown, ...smallerAlerts(shown)] as const;
    return { ...fitting('alert', rooms, (room) => room), mode: 'replace' };
  }
  const title = note || 'This case is not known here any more.';
  const lines = [{ text: '“alerts” lists the open ones.' }];
  return { card: 'notice', data: { icon: '', title, lines }, mode: 'message' };
}

/** What becomes of a press on a case's card. `list` asks for the open cases at the presser's level. */
export function createCaseButtons(
  parts: CaseButtonParts,
  list: (action: ActionIn, turn: Turn) => Promise<Addressed>,
): (action: ActionIn, turn: Turn) => Promise<Answer> {
  const briefly = createBriefCase(parts);

  /** The person picker gives an object id; the name is the directory's, never the client's. */
  async function assigneeIn(
    { data, asker }: ActionIn,
    signal: AbortSignal,
  ): Promise<CaseRequest['assignee']> {
    const chosen = text(data.assignee);
    if (data.act !== 'assign' || chosen === undefined) return undefined;
    if (chosen === 'me') return { id: asker.id, name: asker.name };
    const person = await parts.personById(chosen, signal);
    return person && { id: person.id, name: person.name };
  }

  async function actByButton(action: ActionIn, turn: Turn): Promise<Answer> {
    const request = caseRequestIn(action, parts.tenantId, parts.clock.now());
    if (!request) return { ...(await list(action, turn)), mode: 'message' };
    const about = await parts.aboutCase(request.caseId);
    const look = (outcome: LookTrace['outcome'], why?: string): LookTrace => ({
      ...meaningOfCase(request),
      ...about,
      reason: request.reason ?? request.note,
      outcome,
      why,
    });
    const { level, levelProblem } = turn.standing;
    if (!mayDo(level, 'operator')) {
      const why = `This button is for operators and admins. ${levelProblem ?? `You are ${level === 'none' ? 'neither, and no reader' : `a ${level}`}.`}`;
      return { ...notForYou(why), look: look('refused', why) };
    }
    const assignee = await assigneeIn(action, turn.signal);
    const answer = await parts.actOnCase({ ...request, assignee });
    if (!answer.ok) {
      return { ...alertAnswer(answer.view, answer.reason), look: look('refused', answer.reason) };
    }
    if (action.data.from === 'list') {
      const cases = await list(action, turn);
      return { ...cases, look: { ...look('answered'), rows: cases.look.rows }, mode: 'replace' };
    }
    return { ...alertAnswer(answer.view, ''), look: look('answered') };
  }

  return async (action, turn) =>
    briefly(toAllIfDone(await actByButton(action, turn)), action.conversation);
}
