import { listed } from '../sentence.ts';
import { addressWords, type Parameters } from './cmdlet.ts';
import { operationWords } from './operation-words.ts';

/** What a rule waits for and what it does then. */
export interface RuleWords {
  readonly conditions: readonly string[];
  readonly actions: readonly string[];
  readonly exceptions: readonly string[];
  /** True when it hides mail or hands it to others. */
  readonly isRisky: boolean;
}

const isTrue = (value: string) => value.toLowerCase() === 'true';
const orWords = (value: string) =>
  listed(
    value.split(';').map((word) => word.trim()),
    'or',
  );

/** Conditions of inbox and transport rules; `{}` is the value. Exceptions have the same names after `ExceptIf`. */
const conditions: Readonly<Record<string, string>> = {
  subjectorbodycontainswords: 'the subject or body contains {}',
  subjectcontainswords: 'the subject contains {}',
  bodycontainswords: 'the body contains {}',
  headercontainswords: 'a header contains {}',
  fromaddresscontainswords: 'the sender’s address contains {}',
  recipientaddresscontainswords: 'a recipient’s address contains {}',
  subjectmatchespatterns: 'the subject matches {}',
  subjectorbodymatchespatterns: 'the subject or body matches {}',
  from: 'it is from {}',
  senderdomainis: 'the sender’s domain is {}',
  sentto: 'it is sent to {}',
  sentonlytome: 'it is sent to me alone',
  fromscope: 'the sender is {}',
  senttoscope: 'the recipient is {}',
  myname: 'my name is in it',
  mynameintoorccbox: 'my name is in To or Cc',
  hasattachment: 'it has an attachment',
  withimportance: 'its importance is {}',
  flaggedforaction: 'it is flagged for {}',
  messagetypematches: 'it is a {}',
  receivedafterdate: 'it came after {}',
  receivedbeforedate: 'it came before {}',
  attachmentnamematchespatterns: 'an attachment’s name matches {}',
};

/** Actions, those that hand mail out or hide it first; `{}` is the value, `@` marks addresses. */
const actions: Readonly<Record<string, readonly [words: string, risky?: true]>> = {
  forwardto: ['forwards to @', true],
  forwardasattachmentto: ['forwards as an attachment to @', true],
  redirectto: ['redirects to @', true],
  redirectmessageto: ['redirects to @', true],
  blindcopyto: ['sends a blind copy to @', true],
  copyto: ['sends a copy to @', true],
  addtorecipients: ['adds @ as a recipient', true],
  sendtextmessagenotificationto: ['sends a text message to {}', true],
  deletemessage: ['deletes', true],
  softdeletemessage: ['deletes', true],
  movetofolder: ['moves to the folder {}', true],
  copytofolder: ['copies to the folder {}'],
  markasread: ['marks as read', true],
  markimportance: ['sets the importance to {}'],
  applycategory: ['puts the category {} on it'],
  pinmessage: ['pins it'],
  stopprocessingrules: ['stops further rules'],
  rejectmessagereasontext: ['rejects with “{}”'],
  setscl: ['sets the spam level to {}', true],
  setheadername: ['sets the header {}'],
  prependsubject: ['puts “{}” before the subject'],
  applyhtmldisclaimertext: ['adds a disclaimer'],
  quarantine: ['puts it into quarantine'],
};

/** Said elsewhere, or saying nothing about what a rule does. */
const aside = new Set([
  'name',
  'force',
  'alwaysdeleteoutlookrulesblob',
  'identity',
  'mailbox',
  'confirm',
  'enabled',
]);

/** `SubjectContainsWords` and the like; undefined for what is no condition or one that is off. */
function conditionWords(name: string, value: string): string | undefined {
  const words = conditions[name];
  return words?.replace('{}', () => orWords(value));
}

/** Where a parameter belongs, and the words for it; undefined: it says nothing about what the rule does. */
interface Part {
  readonly to: 'conditions' | 'actions' | 'exceptions';
  readonly words: string;
  readonly isRisky: boolean;
}

function partOf(written: string, value: string, home: string | undefined): Part | undefined {
  const name = written.toLowerCase();
  if (aside.has(name) || value.toLowerCase() === 'false') return undefined;
  if (value === '') {
    return { to: 'actions', words: `${operationWords(written)}: nothing`, isRisky: false };
  }
  const [action, risky = false] = actions[name] ?? [];
  if (action !== undefined) {
    const words = action.replace(/\{\}|@/, (mark) =>
      mark === '@' ? addressWords(value, home) : value,
    );
    return { to: 'actions', words, isRisky: risky };
  }
  const condition = conditionWords(name, value);
  if (condition !== undefined) return { to: 'conditions', words: condition, isRisky: false };
  const exception = name.startsWith('exceptif') ? conditionWords(name.slice(8), value) : undefined;
  if (exception !== undefined) return { to: 'exceptions', words: exception, isRisky: false };
  const unknown = operationWords(written);
  return { to: 'actions', words: isTrue(value) ? unknown : `${unknown}: ${value}`, isRisky: false };
}

/** A rule's parameters in words. What is not known here is shown with its name and value. */
export function ruleWords(parameters: Parameters, home: string | undefined): RuleWords {
  const parts = [...parameters].flatMap(([name, value]) => partOf(name, value, home) ?? []);
  const wordsTo = (to: Part['to']) =>
    parts.filter((part) => part.to === to).map(({ words }) => words);
  return {
    conditions: wordsTo('conditions'),
    actions: wordsTo('actions'),
    exceptions: wordsTo('exceptions'),
    isRisky: parts.some((part) => part.isRisky),
  };
}

/**
 * “when the subject contains invoice, forwards to x@outside and deletes, unless …”. A change of a rule holds only
 * what was changed: without conditions it says nothing about which messages it is for.
 */
export function ruleSentence(
  { conditions: when, actions: then, exceptions }: RuleWords,
  isChange = false,
): string {
  const everyMessage = then.length > 0 && !isChange ? 'for every message' : '';
  return [
    when.length > 0 ? `when ${listed(when, 'and')}` : everyMessage,
    listed(then, 'and', 12),
    exceptions.length > 0 ? `unless ${listed(exceptions, 'or')}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
