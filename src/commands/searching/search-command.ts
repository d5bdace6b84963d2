import { doneWords } from '../../domain/activity/described.ts';
import { auditRetention, parseRange } from '../../domain/time-window.ts';
import { oneOf, range, words } from '../argument.ts';
import { type Call, type Command, defineCommand, type Table } from '../command.ts';
import { chooserReply, findPerson } from '../find-person.ts';
import { wholeSecond } from '../iso.ts';
import { problemReply } from '../problem-reply.ts';
import type { Reply } from '../request.ts';
import { type Asking, answerSearch } from './answer-search.ts';
import { type ActivityQuestion, askOf, type SearchKind } from './question.ts';
import { tableOf } from './table.ts';

const common = {
  done: oneOf(doneWords, doneWords.join(' | ')),
  ip: words('ip', 'ip <address>'),
  within: range(),
  anew: oneOf(['anew'], 'anew'),
};
const ofPerson = { for: words('for', 'for <person>', true), ...common };
const ofFile = { named: words('named', '<name or url>', true), ...common };

type PersonCall = Call<typeof ofPerson>;
type FileCall = Call<typeof ofFile>;

interface Kind {
  readonly kind: SearchKind;
  readonly usualRange: string;
  readonly summary: string;
  readonly examples: readonly [string, ...string[]];
}

/** What was asked, as of when, without who or what it is about; or what is wrong with it. */
function askingOf(
  { args, request, deps }: PersonCall | FileCall,
  { kind, usualRange, examples }: Kind,
): { readonly asking: Asking } | { readonly problem: Reply } {
  const now = deps.clock.now();
  const until = wholeSecond(request.until && request.until < now ? request.until : now);
  const parsed = parseRange(args.within ?? usualRange, until, request.timeZone, auditRetention);
  if ('problem' in parsed) return { problem: problemReply(parsed.problem, examples[0]) };
  const question: ActivityQuestion = {
    kind,
    done: args.done,
    ip: args.ip,
    rangeWords: args.within,
    window: parsed.window,
    rangeLabel: parsed.label,
  };
  return { asking: { question, until, isAnew: args.anew !== undefined, request, deps } };
}

async function aboutPerson(
  call: PersonCall,
  kind: Kind,
): Promise<{ readonly asking: Asking } | { readonly problem: Reply }> {
  const { args, request, deps } = call;
  const words = args.for;
  if (words === undefined) {
    return { problem: problemReply('Of whom? Name a person.', kind.examples[0]) };
  }
  const found = await findPerson(words, request, deps.directory);
  const read = askingOf(call, kind);
  if ('problem' in read) return read;
  const { asking } = read;
  const { question } = asking;
  if (found.kind === 'one') {
    return { asking: { ...asking, question: { ...question, person: found.person } } };
  }
  return { problem: chooserReply(found, words, (person) => askOf({ ...question, person })) };
}

async function aboutFile(call: FileCall, kind: Kind) {
  const file = call.args.named;
  if (file === undefined) {
    const problem = problemReply('Which file? Give its name or its address.', kind.examples[0]);
    return { problem };
  }
  const read = askingOf(call, kind);
  if ('problem' in read) return read;
  return { asking: { ...read.asking, question: { ...read.asking.question, file } } };
}

type Read = { readonly asking: Asking } | { readonly problem: Reply };

const answered = async (read: Read): Promise<Reply> =>
  'problem' in read ? read.problem : answerSearch(read.asking);
const tabled = async (read: Read): Promise<Table | Reply> =>
  'problem' in read ? read.problem : tableOf(read.asking);

/** A command that searches the unified audit log for what a person did. */
export function personSearch(kind: Kind): Command {
  return defineCommand({
    name: kind.kind,
    access: 'reader',
    summary: kind.summary,
    examples: kind.examples,
    args: ofPerson,
    run: async (call) => answered(await aboutPerson(call, kind)),
    table: async (call) => tabled(await aboutPerson(call, kind)),
  });
}

/** A command that searches the unified audit log for what was done to a file. */
export function fileSearch(kind: Kind): Command {
  return defineCommand({
    name: kind.kind,
    access: 'reader',
    summary: kind.summary,
    examples: kind.examples,
    args: ofFile,
    run: async (call) => answered(await aboutFile(call, kind)),
    table: async (call) => tabled(await aboutFile(call, kind)),
  });
}
