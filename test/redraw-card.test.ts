import { describe, expect, it } from '@jest/globals';
import { loadTemplates } from '../src/cards/load-templates.ts';
import { toPlainText } from '../src/cards/plain-text.ts';
import { createRenderer } from '../src/cards/render.ts';
import { createDispatcher } from '../src/commands/dispatch.ts';
import type { Level } from '../src/domain/access.ts';
import { AppError } from '../src/errors.ts';
import { createRedraw } from '../src/redraw-card.ts';
import { recordingLog } from './alerts/recording-log.ts';
import { createWorld } from './commands/world.ts';
import { aRecord, aWatcher } from './searches/builders.ts';

const render = createRenderer(await loadTemplates('cards'));
const { signal } = new AbortController();
const { conversationId } = aWatcher().target;

/** A search with its answer, and the card of its message drawn again for somebody with that level. */
async function redrawn(levelOf: () => Promise<Level>) {
  const world = createWorld();
  world.auditLog.add(aRecord('one', 1));
  await world.ask('activity for alice');
  const askedAt = world.time.now;
  await world.runSearches(30);
  const redraw = createRedraw({
    access: { levelOf },
    dispatcher: createDispatcher(world.deps),
    book: world.book,
    render,
    toText: toPlainText,
    log: recordingLog(),
  });
  const question = { line: 'whoami', until: askedAt };
  await world.memory.remember(world.deps.tenantId, conversationId, question);
  const notice = await redraw(aWatcher({ askedAt }), signal);
  return { world, text: notice.text };
}

describe('a card that is drawn again', () => {
  it('holds the answer, and is no question that follow-ups refer to', async () => {
    const { world, text } = await redrawn(async () => 'reader');
    expect(text).toContain('Opened “budget.xlsx”');
    const last = await world.memory.last(world.deps.tenantId, conversationId);
    expect(last?.line).toBe('whoami');
  });

  it('shows nothing to whoever has lost the right to ask meanwhile', async () => {
    const { text } = await redrawn(async () => 'none');
    expect(text).toContain('not for you');
    expect(text).not.toContain('budget');
  });

  it('says why where the right can’t be told for good, and waits where it may be told later', async () => {
    const gone = new AppError('not-allowed', 'The directory of this tenant does not know you.');
    const { text } = await redrawn(() => Promise.reject(gone));
    expect(text).toContain('does not know you');
    const later = new AppError('access-unknown', 'Not now.', { retryable: true });
    await expect(redrawn(() => Promise.reject(later))).rejects.toBe(later);
  });

  it('begins no search where the answer is no longer there', async () => {
    const world = createWorld();
    const redraw = createRedraw({
      access: { levelOf: async () => 'reader' as const },
      dispatcher: createDispatcher(world.deps),
      book: world.book,
      render,
      toText: toPlainText,
      log: recordingLog(),
    });
    const { text } = await redraw(aWatcher({ askedAt: world.time.now }), signal);
    expect(text).toContain('no longer kept');
    await world.runSearches(2);
    expect(world.auditLog.submitted).toEqual([]);
  });
});
