import type { Render } from '../../src/cards/render.ts';
import type { Finding } from '../../src/ports/doctor.ts';
import { createWorld } from '../commands/world.ts';

const grant = (permission: string) =>
  `Add ${permission} as an Application permission of Microsoft Graph, then press “Grant admin consent” (Entra › App registrations › API permissions).`;

const well: readonly Finding[] = [
  { id: 'node', title: 'Node.js', state: 'ok', evidence: 'Node.js 24.21.0' },
  { id: 'settings', title: 'Settings', state: 'ok', evidence: 'complete' },
  {
    id: 'store',
    title: 'Store',
    state: 'ok',
    evidence: './data/bot.db can be written, 41 GB free',
  },
  { id: 'exchange', title: 'Exchange access', state: 'skip', evidence: 'EXCHANGE_ACCESS is off' },
];

const wrong: readonly Finding[] = [
  {
    id: 'permission:AuditLogsQuery.Read.All',
    title: 'AuditLogsQuery.Read.All',
    state: 'warn',
    evidence: 'not granted: the unified audit log. No search of files, mail and activity.',
    fix: grant('AuditLogsQuery.Read.All'),
  },
  {
    id: 'rules',
    title: 'Rules file',
    state: 'fail',
    evidence: '2 mistakes in rules.yaml',
    fix: 'Line 2, column 24: rules.ca-block.enabled must be true or false.\nLine 9, column 3: rules.ca-blok is no rule.',
  },
];

/** More than fits with everything said. */
const much: readonly Finding[] = Array.from({ length: 40 }, (_, at) => ({
  id: `permission:${at}`,
  title: `Some.Permission${at}.Read.All`,
  state: at < 22 ? 'warn' : 'ok',
  evidence: 'not granted: what stands and falls with it, in a long sentence that says all of it.',
  fix: at < 22 ? grant(`Some.Permission${at}.Read.All`) : undefined,
}));

/** All well, two things wrong, and too much to say everything. */
export async function playDoctor(render: Render): Promise<void> {
  for (const findings of [well, [...wrong, ...well], [...much, ...well]]) {
    await createWorld({ level: 'admin', findings, parts: { render } }).ask('doctor');
  }
}
