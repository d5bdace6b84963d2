import { at, isRecord, recordsAt, text, textAt } from '../domain/record.ts';
import { AppError } from '../errors.ts';

/** The cmdlets that this bot runs, and the management role of Exchange that each needs. */
export const roleOf = {
  'Get-AdminAuditLogConfig': 'View-Only Configuration',
  'Get-OrganizationConfig': 'View-Only Configuration',
  'Get-Mailbox': 'View-Only Recipients',
  'Get-MailboxAuditBypassAssociation': 'View-Only Recipients',
  'Set-AdminAuditLogConfig': 'Audit Logs',
  'Set-OrganizationConfig': 'Organization Configuration',
  'Enable-OrganizationCustomization': 'Organization Configuration',
  'Set-Mailbox': 'Mail Recipients',
  'Set-MailboxAuditBypassAssociation': 'Mail Recipients',
} as const;
export type Cmdlet = keyof typeof roleOf;

/** What Exchange answered that was not a success; travels as the `cause` of an AppError, for the log. */
export class ExchangeRefusal extends Error {
  override readonly name = 'ExchangeRefusal';
  readonly status: number;
  readonly code: string;
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, body: unknown, retryAfterSeconds?: number) {
    super(wordsOf(body));
    this.status = status;
    this.code = isRecord(body) ? (text(at(body, 'error.code')) ?? '') : '';
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Exchange hides what happened in one of three places; `error.message` alone says little. */
function wordsOf(body: unknown): string {
  if (!isRecord(body)) return 'no reason was given';
  const details = recordsAt(body, 'error.details').flatMap((one) => textAt(one, 'message') ?? []);
  const inner = text(at(body, 'error.innererror.internalException.message'));
  const words = [...details, inner, text(at(body, 'error.message'))].filter(Boolean);
  return [...new Set(words)].join(' | ') || 'no reason was given';
}

/** What Exchange answered, where an AppError comes from a refusal. */
export function refusalOf(thrown: unknown): ExchangeRefusal | undefined {
  const cause = thrown instanceof AppError ? thrown.cause : undefined;
  return cause instanceof ExchangeRefusal ? cause : undefined;
}

const dehydrated = /Enable-OrganizationCustomization|InDehydratedContext/i;
const alreadyCustomized = /already enabled for customization|operation is not required/i;
const unknownCmdlet = /is not recognized as (the|a) name of a cmdlet|CommandNotFound/i;
const notThere = /ManagementObjectNotFound|couldn.t be found on|RecipientNotFound/i;

export const isDehydrated = ({ message }: ExchangeRefusal) => dehydrated.test(message);
export const isAlreadyCustomized = ({ message }: ExchangeRefusal) =>
  alreadyCustomized.test(message);
export const isNotThere = ({ status, message }: ExchangeRefusal) =>
  (status === 404 || status === 400) && notThere.test(message);

const app = 'the application that reads Exchange';

function refusedRole(cmdlet: Cmdlet, cause: ExchangeRefusal): AppError {
  const role = roleOf[cmdlet];
  const wide = cmdlet.startsWith('Get-') ? 'Global Reader' : 'Exchange Administrator';
  return new AppError(
    'permission-missing',
    `The bot’s application lacks the Exchange role ${role}, which ${cmdlet} needs.`,
    {
      hint: `Give ${app} the Entra role ${wide}, or a role group of Exchange that holds ${role}; a new assignment takes up to two hours.`,
      cause,
    },
  );
}

/** The sentence and the next step for what Exchange refused; its own words stay in `cause`. */
export function toExchangeError(refusal: ExchangeRefusal, cmdlet: Cmdlet): AppError {
  const { status, retryAfterSeconds } = refusal;
  if (unknownCmdlet.test(refusal.message) || status === 403) return refusedRole(cmdlet, refusal);
  if (status === 401) {
    return new AppError('permission-missing', 'Exchange Online did not accept the bot’s token.', {
      hint: `Grant ${app} the application permission Exchange.ManageAsApp (of the API “Office 365 Exchange Online”) with admin consent, and check that CLOUD is the tenant’s.`,
      cause: refusal,
    });
  }
  if (status === 429 || status === 503) return throttled(retryAfterSeconds, refusal);
  if (isNotThere(refusal)) {
    return new AppError('not-found', 'Exchange Online knows no such mailbox.', {
      hint: 'Check the name: an account without a mailbox in Exchange Online has nothing to audit there.',
      cause: refusal,
    });
  }
  if (status === 404) {
    return new AppError('not-found', 'Exchange Online answers nothing at that address.', {
      hint: 'Check EXCHANGE_ENDPOINT and AZURE_TENANT_ID; a tenant without Exchange Online licences has no such service.',
      cause: refusal,
    });
  }
  if (status === 408 || status === 504) return tooSlow(refusal);
  if (status >= 500) {
    return new AppError('unavailable', `Exchange Online has a problem (HTTP ${status}).`, {
      hint: 'Try again in a minute; the state of the service is shown at https://status.cloud.microsoft.',
      retryable: true,
      retryAfterSeconds,
      cause: refusal,
    });
  }
  return new AppError('bad-question', `Exchange Online refused ${cmdlet} (HTTP ${status}).`, {
    hint: 'What it said is in the log. Run the PowerShell of that step by hand to see it whole.',
    cause: refusal,
  });
}

function throttled(retryAfterSeconds: number | undefined, cause: unknown): AppError {
  const wait = retryAfterSeconds === undefined ? 'in a minute' : `in ${retryAfterSeconds} seconds`;
  return new AppError('throttled', 'Exchange Online is throttling this tenant right now.', {
    hint: `Ask again ${wait}.`,
    retryable: true,
    retryAfterSeconds,
    cause,
  });
}

export function tooSlow(cause: unknown): AppError {
  return new AppError('timed-out', 'Exchange Online took too long to answer.', {
    hint: 'Ask again in a minute.',
    retryable: true,
    cause,
  });
}

export function unreachable(cause: unknown): AppError {
  return new AppError('unavailable', 'Exchange Online could not be reached.', {
    hint: 'Check that this machine reaches EXCHANGE_ENDPOINT (usually outlook.office365.com) by HTTPS.',
    retryable: true,
    cause,
  });
}

export function unreadable(cause: unknown): AppError {
  return new AppError('unavailable', 'Exchange Online’s answer could not be read.', {
    hint: 'Ask again; if it stays, check that no proxy answers in place of EXCHANGE_ENDPOINT.',
    retryable: true,
    cause,
  });
}

/** Asked while the setting keeps the bot from Exchange. */
export function accessOff(): AppError {
  return new AppError('not-allowed', 'This bot does not ask Exchange Online.', {
    hint: 'Set EXCHANGE_ACCESS=read (or write), and give its application Exchange.ManageAsApp and a role such as Global Reader.',
  });
}

/** A change while the setting allows reading alone. */
export function accessReadOnly(): AppError {
  return new AppError('not-allowed', 'This bot changes nothing in Exchange Online.', {
    hint: 'Set EXCHANGE_ACCESS=write to let it, or run the PowerShell by hand.',
  });
}
