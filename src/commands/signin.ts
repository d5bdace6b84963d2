import { tabsOf } from '../domain/sign-in-tabs.ts';
import { explain } from '../domain/why.ts';
import { words } from './argument.ts';
import { defineCommand } from './command.ts';
import { fitting } from './fitting.ts';
import { problemReply } from './problem-reply.ts';
import { rooms } from './signin/sections.ts';
import { signInView } from './signin/view.ts';

export const signin = defineCommand({
  name: 'signin',
  access: 'reader',
  summary: 'One sign-in: verdict, reason and the portal’s seven tabs',
  examples: ['signin 66ea54eb-6301-4ee5-be62-ff5a759b0100'],
  args: { id: words('id', '<request id>', true) },
  async run({ args, request, deps }) {
    const { signal } = request;
    if (args.id === undefined) {
      return problemReply(
        'Which sign-in? Add its request id, or press a line of a list.',
        'signins',
      );
    }
    if (/\s/.test(args.id)) {
      const meant = `signins ${args.id}`;
      return problemReply(`A request id is one word. Did you mean “${meant}”?`, meant);
    }
    const detail = await deps.readDetail(args.id, request.tab !== undefined, signal);
    if (!detail) {
      return problemReply(
        `Graph knows no sign-in with the request id “${args.id}”. Ids older than 30 days are gone; ones of the last minutes may not have arrived.`,
        'signins last 1h',
      );
    }
    const { signIn, verdict, policies, nameOf, problem } = detail;
    const input = {
      signIn,
      verdict,
      why: explain(signIn, { policies, nameOf }),
      tabs: tabsOf(signIn, { now: deps.clock.now() }),
      tab: request.tab,
      back: request.back,
      portal: deps.portal,
      problem,
    };
    const reply = fitting('signin', rooms, (room) => signInView({ ...input, room }));
    return { ...reply, look: { people: [signIn.userId ?? []].flat(), records: [signIn.id] } };
  },
});
