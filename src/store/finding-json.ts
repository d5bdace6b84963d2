import type { Finding } from '../ports/finding.ts';
import { readSignIn, writeSignIn } from './case-rows.ts';

/** A waiting finding as JSON text. */
export function writeFinding({ signIn, ...words }: Finding): string {
  return JSON.stringify({ ...words, signIn: writeSignIn(signIn) });
}

export function readFinding(json: string): Finding {
  const { signIn, ...words } = JSON.parse(json);
  return { ...words, signIn: readSignIn(signIn) };
}
