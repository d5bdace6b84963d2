import type { Activity } from 'botbuilder';
import { isRecord, text } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import type { Asker } from '../ports/chat.ts';
import type { UserTokens } from '../ports/user-tokens.ts';
import type { BotAdapter } from './bot-adapter.ts';

const channelId = 'msteams';

/** What came of a token that Teams brought, or of a code. */
export type SignedIn = 'yes' | 'no';

/** The token service of Bot Framework, for one OAuth connection. It keeps the tokens; the bot does not. */
export interface TokenService extends UserTokens {
  /** Exchanges a token of Teams' single sign-on; `no` where consent or more proof is needed. */
  exchange(asker: Asker, token: string): Promise<SignedIn>;
  /** Redeems the code of a finished sign-in. */
  redeem(asker: Asker, code: string): Promise<SignedIn>;
  /** The message that offers the sign-in. */
  offer(activity: Activity, words: string): Promise<Partial<Activity>>;
}

/** Who a token speaks for; undefined where it does not tell. Its signature is Graph's to check. */
function ownerOf(token: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'),
    );
    return isRecord(claims) ? text(claims.oid)?.toLowerCase() : undefined;
  } catch {
    return undefined;
  }
}

function statusOf(thrown: unknown): number | undefined {
  const status = thrown instanceof Error && 'statusCode' in thrown ? thrown.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}

function unanswered(thrown: unknown): AppError {
  const status = statusOf(thrown);
  const isUnknown = status !== undefined && status < 500;
  return new AppError('unavailable', 'The token service of Bot Framework can’t be used.', {
    hint: isUnknown
      ? 'Check that the Azure Bot has an OAuth connection of the name in OAUTH_CONNECTION_NAME, and that its test works (Azure Bot › Configuration).'
      : 'Ask again in a minute; if it stays, check that this machine reaches the host in OAuthUrl.',
    retryable: !isUnknown,
    cause: thrown,
  });
}

export function createTokenService(adapter: BotAdapter, connectionName: string): TokenService {
  async function ask<Answer>(
    work: (client: Awaited<ReturnType<BotAdapter['userTokens']>>) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await work(await adapter.userTokens());
    } catch (thrown) {
      throw unanswered(thrown);
    }
  }

  async function read(asker: Asker, code: string): Promise<string | undefined> {
    const given = await ask((client) =>
      client
        .getUserToken(asker.channelUserId, connectionName, channelId, code)
        .catch((thrown: unknown) => {
          if (statusOf(thrown) === 404) return undefined;
          throw thrown;
        }),
    );
    return checked(asker, given?.token);
  }

  function checked(asker: Asker, token: string | undefined): string | undefined {
    if (!token) return undefined;
    const owner = ownerOf(token);
    if (owner === undefined || owner === asker.id) return token;
    throw new AppError('not-allowed', 'You are signed in here as somebody else.', {
      hint: 'Type “sign out”, then ask again and choose the account that you use in Teams.',
    });
  }

  return {
    tokenOf: (asker) => read(asker, ''),
    async signOut(asker) {
      await ask((client) => client.signOutUser(asker.channelUserId, connectionName, channelId));
    },
    async redeem(asker, code) {
      return (await read(asker, code)) === undefined ? 'no' : 'yes';
    },
    async exchange(asker, token) {
      const given = await ask((client) =>
        client
          .exchangeToken(asker.channelUserId, connectionName, channelId, { token })
          .catch((thrown: unknown) => {
            // Consent, another factor or a managed device is asked for: she must answer, not the bot.
            if ((statusOf(thrown) ?? 500) < 500) return undefined;
            throw thrown;
          }),
      );
      return checked(asker, given?.token) === undefined ? 'no' : 'yes';
    },
    async offer(activity, words) {
      const resource = await ask((client) =>
        client.getSignInResource(connectionName, activity, ''),
      );
      const content = {
        text: words,
        connectionName,
        tokenExchangeResource: resource.tokenExchangeResource,
        tokenPostResource: resource.tokenPostResource,
        buttons: [{ type: 'signin', title: 'Sign in', value: resource.signInLink }],
      };
      const contentType = 'application/vnd.microsoft.card.oauth';
      return { type: 'message', summary: words, attachments: [{ contentType, content }] };
    },
  };
}
