import { alerts } from './alerts.ts';
import { alertsHere } from './alerts-here.ts';
import { alertsOff } from './alerts-off.ts';
import type { Command } from './command.ts';
import { createHelp } from './help.ts';
import { policy } from './policy.ts';
import { signin } from './signin.ts';
import { signins } from './signins.ts';
import { whoami } from './whoami.ts';

/** Every command, in the order of help. */
export const commands: readonly Command[] = [
  signins,
  signin,
  policy,
  alerts,
  alertsHere,
  alertsOff,
  whoami,
  createHelp(() => commands),
];
