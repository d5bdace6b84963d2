import { describe, expect, it } from '@jest/globals';
import { loadTemplates } from '../src/cards/load-templates.ts';
import { toPlainText } from '../src/cards/plain-text.ts';
import { createRenderer } from '../src/cards/render.ts';
import { createDispatcher } from '../src/commands/dispatch.ts';
import type { Level } from '../src/domain/access.ts';
import { AppError } from '../src/errors.ts';
import { createRedraw } from '../src/redraw-card.ts';
import { recordingLog } from './alerts/recording-log.ts';
import { alice, createWorld } from './commands/world.ts';
import { aRecord, aWatcher } from './searches/builders.ts';

const render = createRenderer(await loadTemplates('cards'));
const { signal } = new AbortController();
const { conversationId } = aWatcher().target;
const opened = {
  conversationId,
  openedBy: { id: 'ada', name: 'Ada Admin' },
  openedAt: new Date('2026-11-20T12:00:00Z'),
};

/** A search with its answer, and the card of its message drawn again for somebody with that level. */
async function redrawn(
  levelOf: () => Promise<Level>,
  { seconds = 30, recordFails = false, isOpen = true, target = aWatcher().target } = {},
) {
  const world = createWorld();
  world.auditLog.add(aRecord('one', 1));
  await world.ask('activity for alice');
  const askedAt = world.time.now;
  await world.runSearches(seconds);
  if (isOpen) await world.openChannels.open({ ...opened, tenantId: world.deps.tenantId });
  world.looks.state.fails = recordFails;
  const redraw = createRedraw({
    access: { levelOf },
    dispatcher: createDispatcher(world.deps),
    book: world.book,
    tenantId: world.deps.tenantId,
    openChannels: world.openChannels,
    render,
    toText: toPlainText,
    log: recordingLog(),
  });
  const question = { line: 'whoami', until: askedAt };
  await world.memory.remember(world.deps.tenantId, conversationId, question);
  const notice = await redraw(aWatcher({ askedAt, target }), signal);
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

  it('tells all nothing in a channel that is open no more, and goes on where one alone or nobody else sees it', async () => {
    const closed = { isOpen: false };
    const { world, text } = await redrawn(async () => 'reader', closed);
    expect(text).toContain('for Olga Operator alone');
    expect(text).not.toContain('budget');
    expect(world.looks.all().map(({ door }) => door)).toEqual(['message']);
    const { target } = aWatcher();
    for (const own of [
      { ...target, onlyFor: { id: '29:olga', name: 'Olga Operator' } },
      { ...target, conversationId: 'a:olga', kind: 'personal' as const },
    ]) {
      const seen = await redrawn(async () => 'reader', { ...closed, target: own });
      expect(seen.text).toContain('budget');
    }
  });

  it('says why where the right can’t be told for good, and waits where it may be told later', async () => {
    const gone = new AppError('not-allowed', 'The directory of this tenant does not know you.');
    const { text } = await redrawn(() => Promise.reject(gone));
    expect(text).toContain('does not know you');
    const later = new AppError('access-unknown', 'Not now.', { retryable: true });
    await expect(redrawn(() => Promise.reject(later))).rejects.toBe(later);
  });

  it('is written down as a look when it becomes the answer, without what was found', async () => {
    const { world } = await redrawn(async () => 'reader');
    const [, result, ...others] = world.looks.all();
    expect(others).toEqual([]);
    expect(result).toMatchObject({
      door: 'result',
      command: 'activity',
      people: [alice.id],
      rows: 1,
      outcome: 'answered',
    });
    expect(world.looks.texts.join()).not.toContain('budget');
  });

  it('is not written down while it is under way', async () => {
    const { world, text } = await redrawn(async () => 'reader', { seconds: 0 });
    expect(text).toContain('Waiting to begin');
    expect(world.looks.all().map(({ door }) => door)).toEqual(['message']);
  });

  it('is not shown while it can’t be written down, and is tried again', async () => {
    const kept = redrawn(async () => 'reader', { recordFails: true });
    await expect(kept).rejects.toMatchObject({ code: 'store-failed', retryable: true });
  });

  it('begins no search where the answer is no longer there', async () => {
    const world = createWorld();
    const redraw = createRedraw({
      access: { levelOf: async () => 'reader' as const },
      dispatcher: createDispatcher(world.deps),
      book: world.book,
      tenantId: world.deps.tenantId,
      openChannels: { find: async () => ({ ...opened, tenantId: world.deps.tenantId }) },
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
