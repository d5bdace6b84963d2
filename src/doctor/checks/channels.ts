import { DeliveryError } from '../../ports/notifier.ts';
import type { Probes } from '../../ports/probes.ts';
import type { Subscription } from '../../ports/subscriptions.ts';
import { type Check, fail, type Outcome, ok, skip, warn } from '../check.ts';

/** Teams allows fourteen such questions a second; more conversations than this need not all be asked. */
const mostAsked = 20;

interface Asked {
  readonly name: string;
  readonly failure?: DeliveryError;
}

const nameOf = ({ name, target }: Subscription) =>
  name ?? (target.kind === 'personal' ? 'a personal chat' : target.conversationId);

async function ask(subscription: Subscription, probes: Probes): Promise<Asked> {
  const name = nameOf(subscription);
  try {
    await probes.conversation(subscription.target);
    return { name };
  } catch (thrown) {
    if (!(thrown instanceof DeliveryError)) throw thrown;
    return { name, failure: thrown };
  }
}

function fixFor({ name, failure }: Asked): string {
  const status = failure?.status;
  if (status === 403) {
    return `${name}: the app is not installed there any more. Add it again (Teams › the team › Manage team › Apps), then type “alerts here” there.`;
  }
  if (status === 404 || status === 410) {
    return `${name}: this conversation is no more. Type “alerts here” in the channel that shall get its alerts.`;
  }
  if (status === 401) {
    return `${name}: Teams refuses the bot’s token. See that the Azure Bot has the same Microsoft App ID as MicrosoftAppId, and the channel Microsoft Teams.`;
  }
  if (failure?.kind === 'refused' && status === undefined) {
    return `${name}: add the host of its service URL to BOT_SERVICE_URL_HOSTS, or type “alerts here” there again.`;
  }
  return `${name}: ask again in a minute; if it stays, see https://status.cloud.microsoft, and that this machine reaches Teams.`;
}

function outcomeOf(asked: readonly Asked[], dead: readonly Subscription[], total: number): Outcome {
  const failed = asked.filter(({ failure }) => failure !== undefined);
  if (failed.length === 0 && dead.length === 0) {
    const places = total === 1 ? 'one conversation' : `${total} conversations`;
    return ok(`${places} can be reached`);
  }
  const fixes = [
    ...failed.map(fixFor),
    ...dead.map(
      (one) =>
        `${nameOf(one)}: Teams refused the bot there. Add the app again, then type “alerts here” there.`,
    ),
  ];
  const reasons = [
    ...failed.map(({ name, failure }) => `${name}: ${failure?.message}`),
    ...dead.map((one) => `${nameOf(one)}: ${one.dead?.reason}`),
  ];
  return fail(reasons.join(' '), fixes.join('\n'));
}

/** Whether the app is still where alerts go. */
export const channels: Check = {
  id: 'channels',
  title: 'Teams app and channels',
  needs: ({ setup }) => (setup.isDemo ? ['store'] : ['store', 'bot']),
  async run(probes) {
    const opened = await probes.opened();
    if (opened === undefined) return skip('the bot has not been started with this database yet');
    const all = await opened.subscriptions.list(probes.setup.tenantId);
    if (all.length === 0) {
      return warn(
        'no conversation receives alerts',
        'Add the app to a team, then type “@<bot> alerts here” in the channel that shall get the alerts.',
      );
    }
    const alive = all.filter(({ dead }) => dead === undefined);
    const asked = await Promise.all(alive.slice(0, mostAsked).map((one) => ask(one, probes)));
    const dead = all.filter((one) => one.dead !== undefined);
    return outcomeOf(asked, dead, all.length);
  },
};
