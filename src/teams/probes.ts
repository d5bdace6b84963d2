import { TeamsInfo } from 'botbuilder';
import { entraCodeIn, readNetTrouble, wordsOf } from '../domain/net-trouble.ts';
import { text } from '../domain/record.ts';
import { readClaims } from '../domain/token-claims.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Target } from '../ports/notifier.ts';
import { ProbeFailure, type TokenFacts } from '../ports/probes.ts';
import { createAuthentication } from './authentication.ts';
import { BotAdapter } from './bot-adapter.ts';
import { createCredentialFactory, type OwnToken } from './client-credentials.ts';
import { createReach } from './reach.ts';
import type { TeamsSettings } from './settings.ts';
import { readKeys } from './signing-keys.ts';

/** What of the bot's own side of Teams can be tried without saying anything to anybody. */
export interface TeamsProbes {
  /** Asks for a new token, whatever is remembered. Fails with `ProbeFailure`. */
  botToken(): Promise<TokenFacts>;
  /** How many keys sign what Teams sends. Fails with `ProbeFailure`. */
  signingKeys(): Promise<number>;
  /** Reads one member of it; fails with `DeliveryError`. */
  conversation(target: Target): Promise<void>;
}

function toFailure(thrown: unknown): ProbeFailure {
  const words = wordsOf(thrown);
  const entraCode = entraCodeIn(words);
  const [, status] = /answered (\d{3})/.exec(words) ?? [];
  const found = entraCode === undefined && status === undefined && readNetTrouble(thrown);
  if (found) return new ProbeFailure(found.trouble, found.detail, { cause: thrown });
  const detail = status === undefined ? 'no reason given' : `HTTP ${status}`;
  const hint = thrown instanceof AppError ? thrown.hint : undefined;
  return new ProbeFailure('refused', detail, { entraCode, hint, cause: thrown });
}

async function orFailure<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    throw toFailure(thrown);
  }
}

type Credentials = Awaited<
  ReturnType<ReturnType<typeof createCredentialFactory>['createCredentials']>
>;

/** botbuilder’s own credentials remember a token in the whole process; a new one tells whether the secret still holds. */
async function newToken(credentials: Credentials): Promise<string> {
  if ('getToken' in credentials && typeof credentials.getToken === 'function') {
    return String(await credentials.getToken(true));
  }
  const signed: string[] = [];
  const headers = { set: (_name: string, value: string) => signed.push(value) };
  await credentials.signRequest({ headers } as unknown as Parameters<
    Credentials['signRequest']
  >[0]);
  return (signed[0] ?? '').replace(/^Bearer /, '');
}

async function readBotToken(
  settings: TeamsSettings,
  clock: Clock,
  ownToken: OwnToken | undefined,
): Promise<TokenFacts> {
  const factory = createCredentialFactory(settings, clock, ownToken);
  const credentials = await factory.createCredentials(
    settings.appId,
    settings.toChannelFromBotOAuthScope,
    settings.toChannelFromBotLoginUrl,
    settings.validateAuthority,
  );
  const claims = readClaims(await newToken(credentials)) ?? {};
  return { tenantId: text(claims.tid), appId: text(claims.appid) };
}

/** Clients of their own, beside those of a running bot. */
export function createTeamsProbes(
  settings: TeamsSettings,
  clock: Clock,
  ownToken?: OwnToken,
): TeamsProbes {
  const { toBotFromChannelOpenIdMetadataUrl: keysUrl } = settings;
  // Keys are kept by address in the whole process: those that a running bot knows stay as they are.
  const beside = { ...settings, toBotFromChannelOpenIdMetadataUrl: `${keysUrl}#beside` };
  const reach = createReach(
    new BotAdapter(createAuthentication(beside, clock, ownToken), settings.appId),
    settings,
  );
  return {
    botToken: () => orFailure(readBotToken(settings, clock, ownToken)),
    async signingKeys() {
      return (await orFailure(readKeys(keysUrl))).size;
    },
    async conversation(target) {
      await reach('look', target, (context) => TeamsInfo.getPagedMembers(context, 1));
    },
  };
}
