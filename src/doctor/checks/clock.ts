import { type Check, fail, ok, skip, warn } from '../check.ts';

/** Bot Framework and Entra forgive tokens so much (their `nbf` and `exp`). */
const forgivenMs = 5 * 60_000;
const oddMs = 60_000;

const fix =
  'Set this machine’s clock by a time server (timedatectl set-ntp true; in a virtual machine, its host’s clock).';

function spanOf(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** Against the time that Entra’s sign-in service tells. */
export const clock: Check = {
  id: 'clock',
  title: 'Clock',
  needs: ['network'],
  async run(probes, signal) {
    const told = await probes.serverTime(signal);
    if (told === undefined) return skip('no server told its time');
    const aheadMs = probes.clock.now().getTime() - told.getTime();
    const span = spanOf(aheadMs);
    const evidence = `${span} ${aheadMs < 0 ? 'behind' : 'ahead of'} Entra’s`;
    if (Math.abs(aheadMs) > forgivenMs) return fail(`${evidence}: tokens count as not valid`, fix);
    return Math.abs(aheadMs) > oddMs ? warn(evidence, fix) : ok(`${span} from Entra’s`);
  },
};
