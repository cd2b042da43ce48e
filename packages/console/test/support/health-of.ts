import type { ConnectorHealth } from '../../src/api/connector-health.ts'

/** A connector that is well but for what is given. */
export const healthOf = (given: Partial<ConnectorHealth>): ConnectorHealth => ({
  connector: 'gsc',
  title: 'Google Search Console',
  version: '1.0.0',
  stability: 'stable',
  status: 'ok',
  since: '2026-11-28T10:00:00Z',
  reasons: [],
  origins: [{ origin: 'https://searchconsole.googleapis.com', breaker: 'closed' }],
  connections: { total: 1, failing: 0 },
  support: null,
  recent: { calls: 0, errorRatio: null, p95: null },
  ...given,
})
