import { askedFor, isBlockControl, sessionControlWords } from '../grant-controls.ts';
import { grantControlsOf, needsAll } from '../policy-words/controls.ts';
import { at, recordsAt, text, textAt } from '../record.ts';
import { fullStop, listed } from '../sentence.ts';
import type { SignIn } from '../sign-in.ts';
import type { Grip } from './matched.ts';

function deviceState({ raw, deviceName }: SignIn): string {
  const name = deviceName ? `The device ${deviceName}` : 'The device';
  if (textAt(raw, 'deviceDetail.deviceId') === undefined) {
    return ' The device is not known to the directory.';
  }
  if (at(raw, 'deviceDetail.isCompliant') === true) return '';
  const joined = textAt(raw, 'deviceDetail.trustType');
  return ` ${name} is not marked as compliant${joined ? ` (${joined})` : ''}.`;
}

function joinType({ raw }: SignIn): string {
  const joined = textAt(raw, 'deviceDetail.trustType');
  return joined ? ` The device is ${joined}.` : ' The device is not joined.';
}

/** What became of the second factor, in the record's words (beta only). */
function secondFactor({ raw }: SignIn): string {
  const failed = recordsAt(raw, 'authenticationDetails').findLast(
    (step) => step.succeeded === false,
  );
  const detail = failed && text(failed.authenticationStepResultDetail);
  return detail ? ` ${fullStop(detail)}` : '';
}

function evidence(controls: readonly string[], signIn: SignIn): string {
  const asks = (word: RegExp) => controls.some((control) => word.test(control));
  if (asks(/compliant device/)) return deviceState(signIn);
  if (asks(/hybrid joined/)) return joinType(signIn);
  return asks(/multifactor|strength/) ? secondFactor(signIn) : '';
}

function unmetSessionControls(grip: Grip): string[] {
  const value = grip.applied.raw.sessionControlsNotSatisfied;
  const words = Array.isArray(value) ? value : String(value ?? '').split(',');
  return words.flatMap((word) => text(word) ?? []).map(sessionControlWords);
}

/** What the policy demanded and did not get. */
export function controlSentence(grip: Grip): string {
  const { applied, policy, nameOf, signIn } = grip;
  if (applied.grantControls.some(isBlockControl)) {
    return 'The policy does not let anyone in: its control is Block access.';
  }
  const session = unmetSessionControls(grip);
  if (session.length > 0) return `Its session control was not met: ${listed(session)}.`;
  const fromPolicy = policy ? grantControlsOf(policy.raw, nameOf) : [];
  const controls = fromPolicy.length > 0 ? fromPolicy : applied.grantControls.map(askedFor);
  if (controls.length === 0) return 'The record does not say which control was not met.';
  const proof = evidence(controls, signIn);
  if (controls.length === 1) return `It asks for ${controls[0]}, which was not met.${proof}`;
  if (policy && !needsAll(policy.raw)) {
    return `It asks for one of these, and none was met: ${listed(controls, 'or')}.${proof}`;
  }
  return `It asks for ${listed(controls)}, and not all of it was met.${proof}`;
}
