import { afterEach, describe, expect, it } from '@jest/globals';
import type { Conversation } from '../../src/ports/chat.ts';
import { outgoing, startBot, tenantId } from './harness.ts';

type Running = Awaited<ReturnType<typeof startBot>>;
const running: Running[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const team = '19:ops@thread.tacv2';
const alerts = '19:alerts@thread.tacv2';

async function start() {
  const { bot, connector, ...rest } = await startBot(async () => outgoing('never asked'));
  running.push({ bot, connector, ...rest });
  connector.teams.set(team, [
    { id: team, name: null },
    { id: alerts, name: 'Sign-in alerts' },
  ]);
  const conversation = (id: string, more: Partial<Conversation> = {}): Conversation => ({
    ...{ id, kind: 'channel', tenantId, teamId: team },
    serviceUrl: connector.serviceUrl,
    bot: { id: '28:bot', name: 'Audit' },
    ...more,
  });
  return { names: bot.names, conversation };
}

describe('the name of a conversation', () => {
  it('is asked of the team, since messages from channels come without it', async () => {
    const { names, conversation } = await start();
    const name = await names.nameOf(conversation(`${alerts};messageid=170001`));
    expect(name).toBe('Sign-in alerts');
  });

  it('is General for the first channel, to which Teams gives none', async () => {
    const { names, conversation } = await start();
    expect(await names.nameOf(conversation(team))).toBe('General');
  });

  it('is what the message says where it does', async () => {
    const { names, conversation } = await start();
    expect(await names.nameOf(conversation(alerts, { name: 'SOC' }))).toBe('SOC');
  });

  it.each([
    { of: 'a chat', more: { kind: 'groupChat', teamId: undefined } as const },
    { of: 'a channel of a team that Teams does not tell', more: { teamId: '19:foreign' } },
  ])('is unknown for $of', async ({ more }) => {
    const { names, conversation } = await start();
    expect(await names.nameOf(conversation(alerts, more))).toBeUndefined();
  });
});
