import type { Render } from '../../src/cards/render.ts';
import type { RuleTrials } from '../../src/ports/rule-trials.ts';
import { blockedRecord, minutesAfter, noon } from '../builders.ts';
import { ago, idOf } from '../commands/ago.ts';
import { createWorld } from '../commands/world.ts';

const names = 'Ana Ben Cleo Dan Eva Finn Gil Hana Ivo Jana Kai Lea'.split(' ');

/** Blocks of a policy over some days, at last of many people at once. */
const records = [
  ...Array.from({ length: 9 }, (_, at) => ago(1500 * (at + 1), blockedRecord)),
  ...names.map((name, at) =>
    ago(at + 1, blockedRecord, {
      userId: idOf(700 + at),
      userDisplayName: name,
      userPrincipalName: `${name}@contoso.example`,
    }),
  ),
];

/** A trial of each kind: a sample posted, shown and refused, and replays whole, in part, of nothing and beside a silence. */
export async function playTrials(render: Render): Promise<void> {
  const world = createWorld({ records, level: 'admin', parts: { render } });
  const { ask, trying } = world;
  await ask('alerts test');
  await ask('alerts test ca-blok');
  await ask('alerts test ca-block');
  await ask('alerts here');
  await ask('alerts test ca-prompt-unmet');
  await ask('alerts replay ca-block last 30d');
  await ask('snooze policy "Require MFA for everyone" for 2d because moving offices');
  world.silencing.kept.push({
    id: 'silence-9',
    tenantId: world.deps.tenantId,
    matcher: { rule: 'ca-block' },
    reason: 'moving offices',
    owner: { id: 'olga', name: 'Olga Operator' },
    from: minutesAfter(noon, -60),
    until: minutesAfter(noon, 600),
    heldBack: 0,
  });
  await ask('alerts replay ca-block last 30d');
  await ask('alerts replay ca-prompt-unmet');
  trying.text = 'rules: { ca-block: { enabled: false } }';
  await ask('alerts replay ca-block today');
  await ask('alerts test ca-block');
  const partly: RuleTrials = {
    ...trying.trials,
    async replay(...asked) {
      const found = await trying.trials.replay(...asked);
      const readFrom = minutesAfter(noon, -600);
      return found && { ...found, readFrom, keptFrom: readFrom, unchecked: 3, completed: 4 };
    },
  };
  await createWorld({ records, deps: { trials: partly }, parts: { render } }).ask(
    'alerts replay ca-block last 7d',
  );
}
