import { parseRange } from '../domain/time-window.ts';
import { outcomes } from '../domain/verdict.ts';
import { count, oneOf, range, words } from './argument.ts';
import { defineCommand } from './command.ts';
import { chooserReply, findPerson } from './find-person.ts';
import { wholeSecond } from './iso.ts';
import { problemReply } from './problem-reply.ts';
import { askOf, type Question, type TypeWord, typeWords } from './signins/question.ts';
import { signInsView } from './signins/view.ts';

const usualRange = { person: 'last 7d', tenant: 'last 24h' };

export const signins = defineCommand({
  name: 'signins',
  access: 'reader',
  summary: 'Recent sign-ins of a person or the tenant, with verdict and reason',
  examples: [
    'signins for alice',
    'signins for alice blocked last 2h',
    'signins failed last 24h',
    'signins app "Microsoft Teams" since yesterday',
    'signins ip 203.0.113.7',
    'signins service-principal last 24h top 20',
  ],
  args: {
    for: words('for', 'for <person>', true),
    outcome: oneOf(outcomes, outcomes.join(' | ')),
    app: words('app', 'app <name>'),
    ip: words('ip', 'ip <address>'),
    type: oneOf(Object.keys(typeWords) as TypeWord[], Object.keys(typeWords).join(' | ')),
    within: range(),
    top: count('top', 1, 500),
  },
  async run({ args, request, deps }) {
    const found = args.for && (await findPerson(args.for, request, deps.directory));
    const now = deps.clock.now();
    const until = wholeSecond(request.until && request.until < now ? request.until : now);
    const rangeWords = args.within ?? (found ? usualRange.person : usualRange.tenant);
    const parsed = parseRange(rangeWords, until, request.timeZone);
    if ('problem' in parsed) return problemReply(parsed.problem, 'signins for alice last 24h');
    const question: Question = {
      outcome: args.outcome,
      app: args.app,
      ip: args.ip,
      typeWord: args.type,
      rangeWords: args.within,
      window: parsed.window,
      rangeLabel: parsed.label,
      top: args.top,
    };
    if (found && found.kind !== 'one') {
      return chooserReply(found, args.for ?? '', (person) => askOf(question, { person }));
    }
    const asked = found ? { ...question, person: found.person } : question;
    const list = await deps.readList(asked, request.signal);
    const page = request.page ?? 1;
    const input = { question: asked, list, portal: deps.portal, until, page, now };
    return { card: 'signins', data: signInsView(input) };
  },
});
