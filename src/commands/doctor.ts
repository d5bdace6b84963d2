import { type Health, healthMarks, joinSkipped, verdictWords } from '../domain/health.ts';
import type { Finding } from '../ports/doctor.ts';
import { defineCommand } from './command.ts';
import { fitting } from './fitting.ts';

/** How much of what is well is told: each with what was seen, or the names alone. */
type Room = 'seen' | 'names';

const isWrong = ({ state }: Finding) => state === 'fail' || state === 'warn';

function viewOf(findings: readonly Finding[], room: Room, at: Date) {
  const of = (wanted: Health) => findings.filter(({ state }) => state === wanted);
  const names = of('ok').map(({ title }) => title);
  const line = ({ state, title, evidence }: Finding) => ({
    text: `${healthMarks[state]} ${title}: ${evidence}`,
  });
  return {
    verdict: verdictWords(findings),
    readAt: at.toISOString(),
    wrong: [...of('fail'), ...of('warn')].map(({ state, title, evidence, fix = '' }) => ({
      icon: state === 'fail' ? '❌' : '⚠',
      title,
      evidence,
      steps: fix
        .split('\n')
        .filter((step) => step !== '')
        .map((step) => ({ step })),
    })),
    well: room === 'seen' || names.length === 0 ? '' : `✓ ${names.join(' · ')}`,
    lines: joinSkipped(room === 'seen' ? findings.filter((one) => !isWrong(one)) : of('skip')).map(
      line,
    ),
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
    const rooms = ['seen', 'names'] as const;
    return {
      ...fitting('doctor', rooms, (room) => viewOf(findings, room, at)),
      asked: 'doctor',
    };
  },
});
