import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the bot counts. One registry per application, so that two in one process stay apart. */
export interface Metrics {
  /** One request to /api/messages: `message`, `action`, `joined`, `unsupported`, or why it was refused. */
  inbound(result: string): void;
  /** From the request's arrival to its answer. */
  turn(kind: string, seconds: number): void;
  /** One request to Graph: what was asked (a fixed word, never a URL) and the HTTP status. */
  graphRequest(resource: string, status: number | string, seconds: number): void;
  /** How far behind the clock the watch has read a source. */
  pollLag(source: string, seconds: number): void;
  findings(rule: string, count: number): void;
  /** Findings that were not told, by the reason. */
  heldBack(reason: string, rule: string, count: number): void;
  /** Messages that wait to be sent. */
  outboxBacklog(count: number): void;
  /** One attempt to post or edit an alert: `sent`, or the kind of its DeliveryError. */
  delivery(result: string): void;
  /** What is wrong with the watch itself now, by kind; every kind, also those with none. */
  troubles(counts: Readonly<Record<string, number>>): void;
  /** Searches of the unified audit log that have not ended, and submissions of the last 24 hours. */
  searches(open: number, submitted: number): void;
  /** Everything in Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

const turnBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 10, 22];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <Label extends string = never>(
    name: string,
    help: string,
    labelNames: Label[] = [],
  ) => new Gauge({ name, help, labelNames, registers });
  const seconds = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Histogram({ name, help, labelNames, registers, buckets: turnBuckets });

  const inbound = counter('audit_bot_inbound_total', 'Requests to /api/messages', ['result']);
  const turns = seconds('audit_bot_turn_seconds', 'Time to answer a request', ['kind']);
  const graph = counter('audit_bot_graph_requests_total', 'Requests to Microsoft Graph', [
    'resource',
    'status',
  ]);
  const graphTime = seconds('audit_bot_graph_seconds', 'Time of a Graph request', ['resource']);
  const lag = gauge('audit_bot_poll_lag_seconds', 'How far behind the watch has read', ['source']);
  const findings = counter('audit_bot_findings_total', 'Findings of the watch', ['rule']);
  const held = counter('audit_bot_held_back_total', 'Findings that were not told', [
    'reason',
    'rule',
  ]);
  const backlog = gauge('audit_bot_outbox_backlog', 'Messages that wait to be sent');
  const openSearches = gauge('audit_bot_searches_open', 'Audit log searches that have not ended');
  const submitted = gauge(
    'audit_bot_search_submissions_24h',
    'Audit log searches submitted in the last 24 hours',
  );
  const troubles = gauge('audit_bot_troubles', 'What is wrong with the watch itself', ['kind']);
  const deliveries = counter('audit_bot_deliveries_total', 'Attempts to send an alert', ['result']);

  return {
    inbound: (result) => inbound.inc({ result }),
    turn: (kind, took) => turns.observe({ kind }, took),
    graphRequest(resource, status, took) {
      graph.inc({ resource, status });
      graphTime.observe({ resource }, took);
    },
    pollLag: (source, behind) => lag.set({ source }, behind),
    findings: (rule, count) => findings.inc({ rule }, count),
    heldBack: (reason, rule, count) => held.inc({ reason, rule }, count),
    outboxBacklog: (count) => backlog.set(count),
    delivery: (result) => deliveries.inc({ result }),
    troubles(counts) {
      for (const [kind, count] of Object.entries(counts)) troubles.set({ kind }, count);
    },
    searches(open, used) {
      openSearches.set(open);
      submitted.set(used);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
