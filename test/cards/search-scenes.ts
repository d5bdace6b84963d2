import type { Render } from '../../src/cards/render.ts';
import { AppError } from '../../src/errors.ts';
import { createWorld, tenantId } from '../commands/world.ts';
import { aRecord } from '../searches/builders.ts';

const busy = new AppError('throttled', 'Microsoft takes no more searches of this tenant for now.', {
  hint: 'A tenant has about 200 searches of its audit log in 24 hours.',
  retryable: true,
  retryAfterSeconds: 600,
});
const off = new AppError('auditing-off', 'Auditing is off in this tenant.', {
  hint: 'Switch it on in Exchange Online PowerShell.',
});

/** Searches as their cards show them: on their way, found, held up, stopped and failed. */
export async function playSearches(render: Render): Promise<void> {
  const world = createWorld({ level: 'admin', parts: { render } });
  const { ask, send, auditLog, runSearches } = world;
  for (const at of [1, 2, 3]) auditLog.add(aRecord(`record-${at}`, at, `Budget ${at}.xlsx`));
  await ask('searches');
  const files = await ask('files for alice');
  await runSearches(30);
  await world.press(await ask('files for alice'), 'Budget 2.xlsx');
  await world.press(files, 'Refresh');
  auditLog.failures.push(busy);
  const mail = await ask('mail for alice');
  await runSearches(2);
  await world.press(mail, 'Refresh');
  const list = await send({ do: 'ask', ask: 'searches' });
  await world.press(mail, 'Cancel');
  await world.press(list, 'Cancel');
  await world.press(mail, 'Refresh');
  auditLog.failures.push(off);
  const activity = await ask('activity for alice');
  await runSearches(1);
  await world.press(activity, 'Refresh');
  await ask('searches');
}

/** The day's searches are used up. */
export async function playSpentDay(render: Render): Promise<void> {
  const world = createWorld({ parts: { render } });
  const { now } = world.time;
  const since = new Date(now.getTime() - 1);
  for (let n = 0; n < 200; n += 1) {
    await world.searchJobs.takeSubmission(tenantId, now, since, 999);
  }
  const answer = await world.ask('files for alice');
  await world.runSearches(1);
  await world.press(answer, 'Refresh');
  await world.ask('searches');
}
