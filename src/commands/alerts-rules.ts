import { mayDo } from '../domain/access.ts';
import { rulesView } from './alerts-rules/view.ts';
import { defineCommand } from './command.ts';

export const alertsRules = defineCommand({
  name: 'alerts rules',
  access: 'reader',
  summary: 'What the watch alerts on, how each rule is set, and how the rules file stands',
  examples: ['alerts rules'],
  args: {},
  async run({ request, deps }) {
    return {
      card: 'alert-rules',
      asked: 'alerts rules',
      data: rulesView({
        watched: deps.watched(),
        subscriptions: await deps.subscriptions.list(deps.tenantId),
        now: deps.clock.now(),
        timeZone: request.timeZone,
        page: request.page ?? 1,
        mayTest: mayDo(request.level, 'operator'),
      }),
    };
  },
});
