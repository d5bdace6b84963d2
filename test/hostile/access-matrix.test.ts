import { describe, expect, it } from '@jest/globals';
import { caseActs } from '../../src/alerts/actions.ts';
import { commands } from '../../src/commands/index.ts';
import { type Level, levels, mayDo, type NeededLevel } from '../../src/domain/access.ts';
import { type Conversation, searchNames } from '../../src/ports/chat.ts';
import { blockedRecord } from '../builders.ts';
import { ago } from '../commands/ago.ts';
import { channel, createWorld } from '../commands/world.ts';

/** Who may use what. A command or a button without a row here fails, and so does one whose level was changed. */
const rows: Readonly<Record<string, NeededLevel | 'anyone'>> = {
  ...{ signins: 'reader', signin: 'reader', user: 'reader' },
  ...{ activity: 'reader', files: 'reader', mail: 'reader', file: 'reader', record: 'reader' },
  ...{ searches: 'reader', audits: 'reader', audit: 'reader' },
  ...{ policy: 'reader', policies: 'reader', 'would-block': 'reader' },
  ...{ alerts: 'reader', 'alerts here': 'operator', 'alerts off': 'operator' },
  ...{ 'alerts rules': 'reader', 'alerts test': 'operator', 'alerts replay': 'reader' },
  ...{ assign: 'operator', digest: 'reader', 'who looked': 'admin' },
  ...{ snooze: 'operator', travel: 'operator', snoozes: 'reader', 'snooze end': 'operator' },
  ...{ 'save as': 'reader', run: 'reader', saved: 'reader', forget: 'reader', export: 'reader' },
  ...{ 'answers here': 'admin', 'answers off': 'admin' },
  ...{ coverage: 'reader', whoami: 'anyone', help: 'anyone' },
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
        expect([world.graphQuestions(), world.cases.asked]).toEqual([0, 0]);
      }
    },
  );
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
          : `this button is for operators and admins. You are ${standing}.`,
      );
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
