import { describe, expect, it } from '@jest/globals';
import { caseActs } from '../../src/alerts/actions.ts';
import { commands } from '../../src/commands/index.ts';
import {
  type Holdings,
  type Level,
  levels,
  mayDo,
  type NeededLevel,
} from '../../src/domain/access.ts';
import { type Conversation, searchNames } from '../../src/ports/chat.ts';
import { theCase } from '../alerts/builders.ts';
import { auditRecord, targetUser } from '../audit-builders.ts';
import { appliedPolicy, blockedRecord, policy } from '../builders.ts';
import { ago } from '../commands/ago.ts';
import { bob, by, createSightedWorld } from '../commands/sight-world.ts';
import { alice, asker, channel, createWorld, tenantId } from '../commands/world.ts';
import { holding, roles, traineeGroup } from '../fakes/sights.ts';

/** Who may use what. A command or a button without a row here fails, and so does one whose level was changed. */
const rows: Readonly<Record<string, NeededLevel | 'anyone'>> = {
  ...{ signins: 'reader', signin: 'reader', user: 'reader' },
  ...{ activity: 'reader', files: 'reader', mail: 'reader', file: 'reader', record: 'reader' },
  ...{ searches: 'reader', audits: 'reader', audit: 'reader' },
  ...{ 'audit status': 'reader', 'audit mailboxes': 'reader', 'audit changes': 'reader' },
  ...{ 'audit enable': 'admin', 'audit undo': 'admin' },
  ...{ policy: 'reader', policies: 'reader', 'would-block': 'reader' },
  ...{ alerts: 'reader', 'alerts here': 'operator', 'alerts off': 'operator' },
  ...{ 'alerts rules': 'reader', 'alerts test': 'operator', 'alerts replay': 'reader' },
  ...{ assign: 'operator', digest: 'reader', 'who looked': 'admin', doctor: 'admin' },
  ...{ snooze: 'operator', travel: 'operator', snoozes: 'reader', 'snooze end': 'operator' },
  ...{ 'save as': 'reader', run: 'reader', saved: 'reader', forget: 'reader', export: 'reader' },
  ...{ 'answers here': 'admin', 'answers off': 'admin' },
  ...{ coverage: 'reader', whoami: 'anyone', 'sign out': 'anyone', help: 'anyone' },
};
/** What everybody may read where it is asked; every other answer goes to its asker alone. */
const readByAll: Readonly<Record<string, string>> = {
  help: 'is about the bot',
  coverage: 'is about the watch',
  'alerts rules': 'is about the watch',
  'alerts test': 'is made up',
  'alerts here': 'is about the channel',
  'alerts off': 'is about the channel',
  'answers here': 'is about the channel',
  'answers off': 'is about the channel',
};
const buttonRows: Readonly<Record<string, NeededLevel>> = {
  ...{ claim: 'operator', assign: 'operator', snooze: 'operator' },
  ...{ silence: 'operator', resolve: 'operator', reopen: 'operator' },
};

const kinds: readonly Conversation['kind'][] = ['personal', 'groupChat', 'channel'];
const places = kinds.map((kind): Conversation => ({ ...channel, id: `${kind}-1`, kind }));
const cells = levels.flatMap((level) => places.map((conversation) => ({ level, conversation })));
const isAllowed = (level: Level, needed: NeededLevel | 'anyone') =>
  needed === 'anyone' || mayDo(level, needed);

function refusalOf(name: string, level: Level, needed: NeededLevel | 'anyone'): string {
  return level === 'none'
    ? `“${name}” is not for you yet: you hold no role that lets you ask.`
    : `“${name}” is for ${needed}s; you are a ${level}.`;
}

/** What nobody is told who may not ask. */
const app = 'Payroll Terminal';
const records = [ago(1, blockedRecord, { appDisplayName: app })];

describe('who may use which command', () => {
  it('is written down for each command there is, and for no other', () => {
    expect(Object.fromEntries(commands.map(({ name, access }) => [name, access]))).toEqual(rows);
  });

  it.each(commands)(
    '“$name” is answered and refused as its row says, everywhere',
    async (command) => {
      const { name, examples } = command;
      const needed = rows[name] ?? 'admin';
      for (const { level, conversation } of cells) {
        const world = createWorld({ level, records });
        const typed = await world.ask(examples[0], { conversation });
        const refusal = refusalOf(name, level, needed);
        expect(typed.text.includes(refusal)).toBe(!isAllowed(level, needed));
        if (isAllowed(level, needed)) continue;
        const pressed = await world.send({ do: 'ask', ask: examples[0] }, { conversation });
        expect(pressed.text).toContain(refusal);
        expect(pressed.text).not.toContain(app);
        expect(pressed.mode).toBe(conversation.kind === 'personal' ? 'replace' : 'whisper');
        expect([world.graphQuestions(), world.cases.asked]).toEqual([0, 0]);
      }
    },
  );
});

/** What a reader of a scope, and one whose roles show no policies, get of each command: others’ rows, or policies, of none. */
const limitedRows: Readonly<Record<string, readonly [scoped: Limited, blind: Limited]>> = {
  ...{ signins: ['some', 'some'], signin: ['some', 'some'], user: ['some', 'some'] },
  ...{ activity: ['some', 'some'], files: ['some', 'some'], mail: ['some', 'some'] },
  ...{ file: ['some', 'some'], record: ['some', 'some'], searches: ['some', 'some'] },
  ...{ audits: ['some', 'some'], audit: ['some', 'some'] },
  ...{ policy: ['none', 'none'], policies: ['none', 'none'], 'would-block': ['none', 'none'] },
  ...{ alerts: ['some', 'some'], digest: ['none', 'none'], coverage: ['none', 'some'] },
  ...{ 'alerts here': ['level', 'level'], 'alerts off': ['level', 'level'] },
  ...{ 'alerts rules': ['some', 'some'], 'alerts test': ['level', 'level'] },
  ...{ 'alerts replay': ['none', 'none'], assign: ['level', 'level'] },
  ...{ 'who looked': ['level', 'level'], snooze: ['level', 'level'], travel: ['level', 'level'] },
  ...{ snoozes: ['some', 'some'], 'snooze end': ['level', 'level'] },
  ...{ 'save as': ['some', 'some'], run: ['some', 'some'], saved: ['some', 'some'] },
  ...{ forget: ['some', 'some'], export: ['some', 'some'] },
  ...{ whoami: ['some', 'some'], help: ['some', 'some'], 'sign out': ['some', 'some'] },
  ...{ 'answers here': ['level', 'level'], 'answers off': ['level', 'level'] },
  ...{ doctor: ['level', 'level'], 'audit enable': ['level', 'level'] },
  ...{ 'audit undo': ['level', 'level'], 'audit status': ['none', 'some'] },
  ...{ 'audit mailboxes': ['none', 'some'], 'audit changes': ['none', 'some'] },
};
/** `some`: what is hers to see; `none`: refused for the scope or the role; `level`: refused for the level. */
type Limited = 'some' | 'none' | 'level';

const outsider = 'Bob Outside';
const hiddenPolicy = 'Require compliant device';

async function limitedWorld(holdings: Holdings) {
  const policyOf = {
    appliedConditionalAccessPolicies: [appliedPolicy({ displayName: hiddenPolicy })],
  };
  const world = await createSightedWorld({
    holdings,
    records: [
      ago(1, blockedRecord, { ...by(alice), ...policyOf }),
      ago(2, blockedRecord, { ...by(bob), ...policyOf, appDisplayName: app }),
    ],
    audits: [auditRecord({ targetResources: [targetUser({ ...bob, displayName: outsider })] })],
    cases: [theCase({ user: bob, policy: { id: 'p-1', name: hiddenPolicy } })],
    policies: [policy({ displayName: hiddenPolicy })],
  });
  const at = world.time.now;
  await world.memory.remember(tenantId, channel.id, { line: 'signins', until: at });
  await world.memory.save(tenantId, asker.id, {
    name: 'morning-check',
    line: 'signins',
    savedAt: at,
  });
  return world;
}

function limitOf(text: string): Limited {
  if (/you are a reader\./.test(text)) return 'level';
  const isRefused = /🔒 (That is (outside|about the whole)|Not shown to your role)/.test(text);
  return isRefused ? 'none' : 'some';
}

describe('what a reader gets who may not see everybody, or no policies', () => {
  it('is written down for each command there is, and for no other', () => {
    expect(Object.keys(limitedRows).toSorted()).toEqual(Object.keys(rows).toSorted());
  });

  it.each(commands)('“$name” gives what its row says', async ({ name, examples }) => {
    const [scoped, blind] = limitedRows[name] ?? [];
    for (const example of examples) {
      const inScope = await (await limitedWorld(holding(traineeGroup))).ask(example);
      expect([example, limitOf(inScope.text)]).toEqual([example, scoped]);
      expect(JSON.stringify(inScope.card)).not.toMatch(/Bob Outside|Payroll Terminal/);
      const isAsked = example.includes('policy') || example.includes('report-only');
      const seen = await (await limitedWorld(holding(roles.reportsReader))).ask(example);
      expect([example, limitOf(seen.text)]).toEqual([
        example,
        isAsked && blind === 'some' && name === 'signins' ? 'none' : blind,
      ]);
      expect(JSON.stringify(seen.card)).not.toContain(hiddenPolicy);
    }
  });
});

describe('who reads an answer given among others', () => {
  it('is written down for each command that all may read', () => {
    const open = commands.filter(({ audience }) => audience === 'everybody');
    expect(open.map(({ name }) => name).toSorted()).toEqual(Object.keys(readByAll).toSorted());
  });

  it.each(commands)(
    '“$name” is read as its row says, refused and answered',
    async ({ name, examples }) => {
      for (const { level, conversation } of cells) {
        const world = createWorld({ level, records });
        const typed = await world.ask(examples[0], { conversation });
        const pressed = await world.send({ do: 'ask', ask: examples[0] }, { conversation });
        const isAnswered = isAllowed(level, rows[name] ?? 'admin');
        const looks = world.looks.all();
        for (const [index, { audience = 'asker' }] of [typed, pressed].entries()) {
          const isRead = name in readByAll && looks[index]?.outcome === 'answered';
          expect([name, level, audience]).toEqual([name, level, isRead ? 'everybody' : 'asker']);
          if (!isAnswered) expect(audience).toBe('asker');
        }
      }
    },
  );

  it('is told to all in a channel that an admin opened, in all its threads, until it is closed', async () => {
    const world = createWorld({ level: 'admin', records });
    const inThread = { ...channel, id: `${channel.id};messageid=1` };
    const other = { ...channel, id: '19:other@thread.tacv2' };
    const audienceIn = async (conversation: Conversation, line = 'signins') =>
      (await world.ask(line, { conversation })).audience ?? 'asker';
    expect(await audienceIn(channel)).toBe('asker');
    await world.ask('answers here', { conversation: inThread });
    expect(await audienceIn(channel)).toBe('everybody');
    expect(await audienceIn(inThread, 'no such thing')).toBe('everybody');
    expect(await audienceIn(other)).toBe('asker');
    await world.ask('answers off', { conversation: channel });
    expect(await audienceIn(inThread)).toBe('asker');
  });

  it('is the asker alone while it can’t be told whether the channel is open', async () => {
    const find = () => Promise.reject(new Error('the database is away'));
    const world = createWorld({ records, parts: { openChannels: { find } } });
    expect((await world.ask('signins')).audience ?? 'asker').toBe('asker');
  });
});

describe('who may press which button of a case', () => {
  it('is written down for each button there is, and for no other', () => {
    expect(Object.keys(buttonRows).toSorted()).toEqual([...caseActs].toSorted());
  });

  it.each(caseActs)('“%s” acts or is refused as its row says, everywhere', async (act) => {
    for (const { level, conversation } of cells) {
      const acted: string[] = [];
      const world = createWorld({
        level,
        parts: {
          actOnCase: async (request) => {
            acted.push(request.act);
            return { ok: false, reason: 'This case is closed.' };
          },
        },
      });
      const answer = await world.send({ do: 'case', case: 'case-1', act }, { conversation });
      const isOurs = isAllowed(level, buttonRows[act] ?? 'admin');
      expect(acted).toEqual(isOurs ? [act] : []);
      const standing = level === 'none' ? 'neither, and no reader' : `a ${level}`;
      expect(answer.text).toContain(
        isOurs
          ? 'This case is closed.'
          : `This button is for operators and admins. You are ${standing}.`,
      );
      if (!isOurs) expect(answer.mode).toBe('whisper');
    }
  });
});

describe('who may search while writing, put finds into a message and unfold links', () => {
  it.each(searchNames)('the search “%s” is for readers, everywhere', async (search) => {
    for (const { level, conversation } of cells) {
      const world = createWorld({ level, records });
      const offered = await world.search(search, 'alice', { conversation });
      const isRefused = JSON.stringify(offered).includes('is not for you yet');
      expect(isRefused).toBe(level === 'none');
      if (level === 'none') expect(world.graphQuestions()).toBe(0);
    }
  });

  it('a find and a link give nothing away to somebody without a role', async () => {
    for (const conversation of places) {
      const world = createWorld({ level: 'none', records });
      const picked = await world.pick({ ask: 'signins' }, { conversation });
      const link = 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/SignInEventsBlade';
      const unfolded = await world.paste(link, { conversation });
      expect(JSON.stringify([picked, unfolded])).not.toContain(app);
      expect(world.graphQuestions()).toBe(0);
    }
  });
});
