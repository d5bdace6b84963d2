import type { ActivityRecord } from '../activity-record.ts';
import { isRecord, type JsonRecord, recordsAt, textAt, textsAt } from '../record.ts';
import { listed, quoted } from '../sentence.ts';
import { type Deed, type Detail, detail } from './described.ts';
import { parsedJson } from './parsed-json.ts';

/** Short keys that alerts write into the JSON of `Data`. */
const dataKeys: Readonly<Record<string, string>> = {
  f3u: 'About',
  trc: 'Recipient',
  tsd: 'Sender',
  ms: 'Subject',
  sip: 'Sender’s address',
  thn: 'Threat',
  dpn: 'Policy',
  drn: 'Rule',
  eop: 'What was done',
  tdmn: 'Target domain',
  app: 'App',
  ofph: 'File',
  dn: 'Device',
  von: 'Object',
  an: 'Alert',
  dm: 'Detected by',
  Description: 'Description',
  AlertDisplayName: 'Alert',
  Severity: 'Severity',
};

/** What the JSON in `Data` says, in words where its keys are known. */
function dataDetails({ data }: ActivityRecord): readonly Detail[] {
  const inside = parsedJson(data.Data) ?? data.Data;
  if (!isRecord(inside)) return [];
  return Object.entries(dataKeys).flatMap(([key, label]) => detail(label, textAt(inside, key)));
}

function common(record: ActivityRecord): readonly Detail[] {
  const { data } = record;
  return [
    ...detail('Severity', textAt(data, 'Severity') ?? textAt(data, 'AlertSeverity')),
    ...detail('Category', textAt(data, 'Category') ?? textAt(data, 'AlertCategory')),
    ...detail('State', textAt(data, 'Status') ?? textAt(data, 'ResultStatus')),
    ...detail('Description', textAt(data, 'AlertDescription') ?? textAt(data, 'Comments')),
    ...dataDetails(record),
  ];
}

function alertSentence(record: ActivityRecord): string {
  const { data } = record;
  const name = textAt(data, 'Name') ?? textAt(data, 'AlertDisplayName') ?? 'not named';
  const what = /updated/i.test(record.operation) ? 'changed' : 'raised';
  const inside = parsedJson(data.Data);
  const about = isRecord(inside) ? (textAt(inside, 'f3u') ?? textAt(inside, 'trc')) : undefined;
  return `Alert ${what}: ${quoted(name)}${about === undefined ? '' : `, about ${about}`}`;
}

function mailThreat(record: ActivityRecord): string {
  const { data } = record;
  const verdict = textAt(data, 'Verdict') ?? 'a threat';
  const subject = textAt(data, 'Subject');
  const place = textAt(data, 'LatestDeliveryLocation') ?? textAt(data, 'DeliveryAction');
  return `${verdict} found in ${subject === undefined ? 'a message' : `the message ${quoted(subject)}`}${
    place === undefined ? '' : `, now in ${place}`
  }`;
}

function mailThreatDetails({ data }: ActivityRecord): readonly Detail[] {
  const files = recordsAt(data, 'AttachmentData').flatMap((file) => textAt(file, 'FileName') ?? []);
  return [
    ...detail('From', textAt(data, 'P2Sender') ?? textAt(data, 'P1Sender')),
    ...detail('Sender’s address', textAt(data, 'SenderIp')),
    ...detail('To', listed(textsAt(data, 'Recipients'), 'and', 10)),
    ...detail('Delivery', textAt(data, 'DeliveryAction')),
    ...detail('Detected by', textAt(data, 'DetectionMethod')),
    ...detail('Threats', listed(textsAt(data, 'ThreatsAndDetectionTech'))),
    ...detail('Attachments', listed(files, 'and', 10)),
  ];
}

function dlpSentence({ data }: ActivityRecord): string {
  const policies = recordsAt(data, 'PolicyDetails');
  const names = policies.flatMap((policy) => textAt(policy, 'PolicyName') ?? []);
  const meta = [
    'SharePointMetaData.FileName',
    'ExchangeMetaData.Subject',
    'EndpointMetaData.OriginatingDomain',
  ];
  const object = meta.map((path) => textAt(data, path)).find(Boolean) ?? textAt(data, 'ObjectId');
  return `Met the data loss policy ${listed(names.map(quoted)) || 'not named'}${
    object === undefined ? '' : ` with ${quoted(object)}`
  }`;
}

interface Security {
  readonly pattern: RegExp;
  readonly icon: string;
  readonly sentence: (record: ActivityRecord) => string;
  readonly details?: (record: ActivityRecord) => readonly Detail[];
  readonly important: boolean;
}

const firstText = (data: JsonRecord, ...keys: string[]) =>
  keys.map((key) => textAt(data, key)).find((words) => words !== undefined);

/** Operations of the services that watch, by their name. */
const kinds: readonly Security[] = [
  {
    pattern: /^alert(triggered|entitygenerated|updated)$/i,
    icon: '🚨',
    sentence: alertSentence,
    important: true,
  },
  { pattern: /^mcas_alert/i, icon: '🚨', sentence: alertSentence, important: true },
  {
    pattern: /^timaildata/i,
    icon: '🛡️',
    sentence: mailThreat,
    details: mailThreatDetails,
    important: true,
  },
  {
    pattern: /^tiurlclickdata/i,
    icon: '🛡️',
    sentence: ({ data }) => `Clicked the link ${quoted(firstText(data, 'Url') ?? 'not named')}`,
    important: true,
  },
  {
    pattern: /^airinvestigation/i,
    icon: '🛡️',
    sentence: ({ data }) =>
      `Automatic investigation ${quoted(firstText(data, 'InvestigationName', 'InvestigationType') ?? 'not named')}`,
    details: ({ data }) => detail('Type', textAt(data, 'InvestigationType')),
    important: false,
  },
  { pattern: /^dlprule(match|undo)/i, icon: '🛡️', sentence: dlpSentence, important: true },
  {
    pattern: /^miplabel$/i,
    icon: '🏷️',
    sentence: ({ data }) =>
      `Label ${quoted(firstText(data, 'LabelName') ?? 'not named')} on ${quoted(firstText(data, 'ItemName', 'ObjectId') ?? 'a message')}`,
    details: ({ data }) => [
      ...detail('From', textAt(data, 'Sender')),
      ...detail('To', listed(textsAt(data, 'Receivers'), 'and', 20)),
    ],
    important: false,
  },
  {
    pattern: /^quarantine/i,
    icon: '🛡️',
    sentence: ({ operation, data }) =>
      `${operation} ${quoted(firstText(data, 'NetworkMessageId') ?? 'a message')} in quarantine`,
    important: false,
  },
];

/** Alerts, threats found in mail, policies met, labels; undefined for other operations. */
export function describeSecurity(record: ActivityRecord): Deed | undefined {
  const known = kinds.find(({ pattern }) => pattern.test(record.operation));
  if (known === undefined) return undefined;
  const { icon, sentence, details = () => [], important } = known;
  return {
    icon,
    sentence: sentence(record),
    done: 'security',
    kind: 'other',
    where: record.service,
    details: [...details(record), ...common(record)],
    important,
  };
}
