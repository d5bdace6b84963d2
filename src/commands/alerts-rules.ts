import { mayDo } from '../domain/access.ts';
import { reachedPeople } from './alerts-rules/reached-people.ts';
import { rulesView } from './alerts-rules/view.ts';
import { defineCommand } from './command.ts';
import { readUnseen } from './watching/unified.ts';

export const alertsRules = defineCommand({
  name: 'alerts rules',
  access: 'reader',
  audience: 'everybody',
  summary: 'What the watch alerts on, how each rule is set, and how the rules file stands',
  examples: ['alerts rules'],
  args: {},
  async run({ request, deps }) {
    const watched = deps.watched();
    const now = deps.clock.now();
    return {
      card: 'alert-rules',
      asked: 'alerts rules',
      data: rulesView({
        watched,
        unseen: await readUnseen(deps.coverage, deps.tenantId, now),
        reached: await reachedPeople(watched, deps, request.signal),
        subscriptions: await deps.subscriptions.list(deps.tenantId),
        now,
        timeZone: request.timeZone,
        page: request.page ?? 1,
        mayTest: mayDo(request.level, 'operator'),
      }),
    };
  },
});
