import { ProbeFailure } from '../ports/probes.ts';
import { fail, type Outcome } from './check.ts';

interface Service {
  /** `Microsoft Graph` */
  readonly name: string;
  readonly host: string;
  /** Settings that say where it is. */
  readonly settings: string;
}

/** A service that can’t be reached, isn’t believed or doesn’t answer; undefined: that is not what was thrown. */
export function notReached(thrown: unknown, service: Service): Outcome | undefined {
  if (!(thrown instanceof ProbeFailure)) return undefined;
  const { name, host, settings } = service;
  const evidence = `${host}: ${thrown.detail}`;
  switch (thrown.trouble) {
    case 'unreachable':
      return fail(
        `${name} could not be reached (${evidence})`,
        `Let this machine reach https://${host} (name server, firewall, proxy), or mend ${settings}.`,
      );
    case 'untrusted':
      return fail(
        `${name} showed a certificate that this machine does not trust (${evidence})`,
        `Name the certificate of whatever inspects the traffic to ${host} in NODE_EXTRA_CA_CERTS, or let ${host} pass uninspected.`,
      );
    case 'silent':
      return fail(
        `${name} gave no answer in time (${evidence})`,
        `Look at what lies between this machine and https://${host}: a firewall drops, or a proxy waits.`,
      );
    case 'not-json':
      return fail(
        `something else answers in the place of ${name} (${evidence})`,
        `Let ${host} pass the proxy or captive portal that answers with a page of its own, or mend ${settings}.`,
      );
    default:
      return undefined;
  }
}
