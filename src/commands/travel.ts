import { words } from './argument.ts';
import { defineCommand } from './command.ts';
import { problemReply } from './problem-reply.ts';
import { country, endingAndReason } from './snooze/arguments.ts';
import { resolveSubject } from './snooze/resolve.ts';
import { runSnooze } from './snooze/run-snooze.ts';

const example = 'travel alice to FR until friday';

export const travel = defineCommand({
  name: 'travel',
  access: 'operator',
  summary: 'Keep quiet what one person does from one country while she is there',
  examples: [example],
  args: {
    user: words('user', '<person>', true),
    to: country(['to']),
    ...endingAndReason(['user', 'to']),
  },
  async run({ args, request, deps }) {
    const { user, to, ending, because = 'travelling' } = args;
    if (user === undefined) return problemReply('Who is travelling?', example);
    if (to === undefined)
      return problemReply('Where to? Name the country.', `travel ${user} to FR until friday`);
    const rest = { policy: undefined, app: undefined, ip: undefined, rule: undefined };
    const subject = await resolveSubject(
      { ...rest, user, country: to, ending, because },
      request,
      deps,
    );
    if ('reply' in subject) return subject.reply;
    return runSnooze(
      { matcher: subject.matcher, ending, because, confirmed: false },
      { request, deps },
    );
  },
});
