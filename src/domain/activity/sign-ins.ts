import type { ActivityRecord } from '../activity-record.ts';
import { explainCode } from '../error-codes.ts';
import { recordsAt, textAt } from '../record.ts';
import { quoted } from '../sentence.ts';
import { type Deed, detail } from './described.ts';
import { operationWords } from './operation-words.ts';

/** The value of a name in a list of `{Name, Value}`. */
function named({ data }: ActivityRecord, list: string, name: string): string | undefined {
  const found = recordsAt(data, list).find((property) => property.Name === name);
  return found && textAt(found, 'Value');
}

function codeOf({ data }: ActivityRecord): number | undefined {
  const code = Number(textAt(data, 'ErrorNumber') ?? textAt(data, 'ErrorCode') ?? Number.NaN);
  return Number.isSafeInteger(code) && code !== 0 ? code : undefined;
}

/** The error in words: what the code means, else the log's own name for it. */
function reasonOf(record: ActivityRecord): string | undefined {
  const code = codeOf(record);
  const error = textAt(record.data, 'LogonError');
  const named = error && operationWords(error);
  if (code === undefined) return named;
  const { name, meaning } = explainCode(code);
  return name === undefined ? `${named ?? 'error'} (AADSTS${code})` : `${meaning} (AADSTS${code})`;
}

function deviceOf(record: ActivityRecord): string | undefined {
  const parts = [
    named(record, 'DeviceProperties', 'DisplayName'),
    named(record, 'DeviceProperties', 'BrowserType'),
    named(record, 'DeviceProperties', 'OS'),
  ];
  return parts.filter(Boolean).join(', ') || undefined;
}

/** A sign-in as the unified log has it; undefined for operations of another kind. */
export function describeSignIn(record: ActivityRecord): Deed | undefined {
  const operation = record.operation.toLowerCase();
  const isFailure = operation === 'userloginfailed';
  if (!isFailure && operation !== 'userloggedin') return undefined;
  const { data } = record;
  const app = textAt(data, 'ApplicationDisplayName') ?? textAt(data, 'ApplicationId');
  const to = app === undefined ? '' : ` to ${quoted(app)}`;
  const reason = reasonOf(record);
  return {
    icon: isFailure ? '❌' : '🔑',
    sentence: isFailure
      ? `Could not sign in${to}${reason === undefined ? '' : `: ${reason}`}`
      : `Signed in${to}`,
    done: 'signed-in',
    kind: 'identity',
    where: 'Entra',
    details: [
      ...detail('App', app),
      ...detail('Reason', isFailure ? reason : undefined),
      ...detail('Way', named(record, 'ExtendedProperties', 'RequestType')),
      ...detail('Device', deviceOf(record)),
      ...detail('User agent', named(record, 'ExtendedProperties', 'UserAgent')),
    ],
    important: false,
    caveat: 'The sign-in log tells more: conditional access, location, risk. Ask “signins”.',
  };
}
