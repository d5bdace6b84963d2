import { describe, expect, it } from '@jest/globals';
import { createMetrics } from '../../src/ops/metrics.ts';

describe('the metrics', () => {
  it('count what happened under stable names', async () => {
    const metrics = createMetrics();
    metrics.inbound('message');
    metrics.inbound('message');
    metrics.turn('message', 0.2);
    metrics.graphRequest('signIns', 429, 0.1);
    metrics.pollLag('sign-ins', 90);
    metrics.findings('ca-block', 3);
    metrics.outboxBacklog(4);
    metrics.delivery('sent');
    metrics.searches(2, 17);
    metrics.troubles({ gap: 1, behind: 0 });
    const text = await metrics.text();
    for (const line of [
      'audit_bot_inbound_total{result="message"} 2',
      'audit_bot_turn_seconds_count{kind="message"} 1',
      'audit_bot_graph_requests_total{resource="signIns",status="429"} 1',
      'audit_bot_graph_seconds_count{resource="signIns"} 1',
      'audit_bot_poll_lag_seconds{source="sign-ins"} 90',
      'audit_bot_findings_total{rule="ca-block"} 3',
      'audit_bot_outbox_backlog 4',
      'audit_bot_deliveries_total{result="sent"} 1',
      'audit_bot_troubles{kind="gap"} 1',
      'audit_bot_troubles{kind="behind"} 0',
      'audit_bot_searches_open 2',
      'audit_bot_search_submissions_24h 17',
    ]) {
      expect(text).toContain(line);
    }
  });

  it('of two applications in one process stay apart', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.inbound('message');
    expect(await other.text()).not.toContain('audit_bot_inbound_total{');
  });
});
