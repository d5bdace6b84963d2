import { type Health, healthMarks, joinSkipped, verdictWords } from '../domain/health.ts';
import type { Finding } from '../ports/doctor.ts';
import { defineCommand } from './command.ts';
import { fitting } from './fitting.ts';
import { isoOf } from './iso.ts';

/** How much is told: what is well with what was seen, its names alone, or only the worst of what is wrong. */
type Room = 'seen' | 'names' | 'worst';
const worstShown = 6;

const isWrong = ({ state }: Finding) => state === 'fail' || state === 'warn';

function viewOf(findings: readonly Finding[], room: Room, at: Date) {
  const of = (wanted: Health) => findings.filter(({ state }) => state === wanted);
  const wrong = [...of('fail'), ...of('warn')];
  const told = room === 'worst' ? wrong.slice(0, worstShown) : wrong;
  const more = wrong.length - told.length;
  const unsaid = {
    text: `And ${more} more: “npm run doctor” on the bot’s machine tells them all.`,
  };
  const names = of('ok').map(({ title }) => title);
  const line = ({ state, title, evidence }: Finding) => ({
    text: `${healthMarks[state]} ${title}: ${evidence}`,
  });
  return {
    verdict: verdictWords(findings),
    readAt: isoOf(at),
    wrong: told.map(({ state, title, evidence, fix = '' }) => ({
      icon: state === 'fail' ? '❌' : '⚠',
      title,
      evidence,
      steps: fix
        .split('\n')
        .filter((step) => step !== '')
        .map((step) => ({ step })),
    })),
    well: room === 'seen' || names.length === 0 ? '' : `✓ ${names.join(' · ')}`,
    lines: [
      ...(more > 0 ? [unsaid] : []),
      ...joinSkipped(room === 'seen' ? findings.filter((one) => !isWrong(one)) : of('skip')).map(
        line,
      ),
    ],
  };
}

export const doctor = defineCommand({
  name: 'doctor',
  access: 'admin',
  summary:
    'Looks at the whole set-up: settings, permissions, licence, channels; what is wrong and what mends it',
  examples: ['doctor'],
  args: {},
  async run({ deps, request }) {
    const findings = await deps.doctor.examine(request.signal);
    const at = deps.clock.now();
    const rooms = ['seen', 'names', 'worst'] as const;
    return {
      ...fitting('doctor', rooms, (room) => viewOf(findings, room, at)),
      asked: 'doctor',
    };
  },
});
