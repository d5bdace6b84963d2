import type { Check } from './check.ts';
import { auditing } from './checks/auditing.ts';
import { bot } from './checks/bot.ts';
import { channels } from './checks/channels.ts';
import { clock } from './checks/clock.ts';
import { consent, excess } from './checks/consent.ts';
import { endpoint } from './checks/endpoint.ts';
import { exchange } from './checks/exchange.ts';
import { graph } from './checks/graph.ts';
import { graphToken } from './checks/graph-token.ts';
import { licence } from './checks/licence.ts';
import { listening } from './checks/listening.ts';
import { looks } from './checks/looks.ts';
import { network } from './checks/network.ts';
import { permissions } from './checks/permissions.ts';
import { rules } from './checks/rules.ts';
import { signInLog } from './checks/sign-in-log.ts';
import { signingKeys } from './checks/signing-keys.ts';
import { store } from './checks/store.ts';
import { throttling } from './checks/throttling.ts';

/** What is looked at once the settings can be read, in the order in which it is told. */
export const checks: readonly Check[] = [
  store,
  network,
  clock,
  bot,
  signingKeys,
  graphToken,
  graph,
  consent,
  ...permissions,
  excess,
  licence,
  signInLog,
  throttling,
  exchange,
  listening,
  endpoint,
  channels,
  rules,
  looks,
  auditing,
];
