import { createRequire } from 'node:module';
import type { SigningKeys } from './signing-keys.ts';

/** Where botframework-connector keeps its reader of keys, one for each address of metadata in the whole process. */
interface Connector {
  readonly JwtTokenExtractor: { readonly openIdMetadataCache: Map<string, SigningKeys> };
}

/** Has botbuilder check signatures with these keys in place of its own reader's; it offers no option for it. */
export function useSigningKeys(metadataUrl: string, keys: SigningKeys): void {
  const fromBotbuilder = createRequire(import.meta.resolve('botbuilder'));
  const { JwtTokenExtractor } = fromBotbuilder(
    'botframework-connector/lib/auth/jwtTokenExtractor.js',
  ) as Connector;
  JwtTokenExtractor.openIdMetadataCache.set(metadataUrl, keys);
}
