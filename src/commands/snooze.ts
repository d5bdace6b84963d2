import { defineCommand } from './command.ts';
import { snoozeArguments } from './snooze/arguments.ts';
import { resolveSubject } from './snooze/resolve.ts';
import { runSnooze } from './snooze/run-snooze.ts';

export const snooze = defineCommand({
  name: 'snooze',
  access: 'operator',
  summary: 'Keep quiet what is expected, for a while and with a reason',
  examples: [
    'snooze alice until friday because travelling',
    'snooze ip 203.0.113.0/24 for 30d because our VPN',
    'snooze policy block legacy for 2d because the old scanners are being replaced',
    'snooze rule ca-prompt-unmet for 8h because a phone provider is down',
  ],
  args: snoozeArguments,
  async run({ args, request, deps }) {
    const subject = await resolveSubject(args, request, deps);
    if ('reply' in subject) return subject.reply;
    const { ending, because, confirmed } = args;
    const wanted = { matcher: subject.matcher, ending, because, confirmed };
    return runSnooze(wanted, { request, deps });
  },
});
