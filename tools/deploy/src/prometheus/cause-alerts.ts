import type { AlertRule, RuleGroup } from './rule.ts'

const rules: readonly AlertRule[] = [
  {
    alert: 'PatchbayBreakerOpen',
    expr: 'sum by (connector) (patchbay_breakers{state=~"open|isolated"}) > 0',
    for: '5m',
    labels: { severity: 'ticket' },
    annotations: {
      summary: '{{ $labels.connector }}: {{ $value }} breakers are open',
      description:
        'Its vendor has failed so often that calls are held back. GET /v1/breakers names the origins.',
    },
  },
  {
    alert: 'PatchbayConnectorQuarantined',
    expr: 'min by (connector) (patchbay_connector_up) == 0',
    for: '2m',
    labels: { severity: 'page' },
    annotations: {
      summary: '{{ $labels.connector }} is quarantined on some instance',
      description: 'It could not be loaded, so that its calls fail. GET /v1/connectors says why.',
    },
  },
  {
    alert: 'PatchbaySheddingLoad',
    expr: 'sum by (instance, reason) (rate(patchbay_requests_shed_total[5m])) > 0',
    for: '5m',
    labels: { severity: 'page' },
    annotations: {
      summary: '{{ $labels.instance }} refuses {{ $value | humanize }} requests a second',
      description:
        'It has more to do than it can do in time ({{ $labels.reason }}). Add instances, or look who calls so often.',
    },
  },
  {
    alert: 'PatchbayStoreAway',
    expr: 'max by (instance) (patchbay_store_up) == 0',
    for: '1m',
    labels: { severity: 'page' },
    annotations: {
      summary: '{{ $labels.instance }} cannot reach its store',
      description: 'Calls over what is known go on; changes, tasks and whatever must be written do not.',
    },
  },
  {
    alert: 'PatchbaySharedStateAway',
    expr: 'max by (instance) (patchbay_shared_state_up) == 0',
    for: '1m',
    labels: { severity: 'page' },
    annotations: {
      summary: '{{ $labels.instance }} cannot reach Redis',
      description: 'Each instance keeps to its share of the limits of vendors until it is back.',
    },
  },
  {
    alert: 'PatchbayConnectorSupportEnding',
    expr: 'min by (connector) (patchbay_connector_support_end_seconds) - time() < 30 * 86400',
    for: '1h',
    labels: { severity: 'ticket' },
    annotations: {
      summary:
        '{{ $labels.connector }}: its vendor ends the version of the API in {{ $value | humanizeDuration }}',
      description: 'Update the connector before that day.',
    },
  },
  {
    alert: 'PatchbayConnectionFailing',
    expr: 'max by (connector, state) (patchbay_connections{state="reauthorize"}) > 0',
    for: '15m',
    labels: { severity: 'ticket' },
    annotations: {
      summary: '{{ $labels.connector }}: {{ $value }} connections have to be authorized anew',
      description:
        'Their credentials do not work any more, and only a person can renew them. GET /v1/connections names them.',
    },
  },
  {
    alert: 'PatchbayLimitExhausted',
    expr: 'min by (connector, limit) (patchbay_limit_left_ratio) < 0.05',
    for: '15m',
    labels: { severity: 'ticket' },
    annotations: {
      summary: '{{ $labels.connector }}: less than 5 % of {{ $labels.limit }} is left',
      description:
        'Calls wait for it or are refused. GET /v1/limits says for which connection, and when there is more.',
    },
  },
  {
    alert: 'PatchbaySpansLost',
    expr: 'sum by (instance) (rate(patchbay_spans_total{outcome="failed"}[15m])) > 0 or sum by (instance) (rate(patchbay_spans_dropped_total[15m])) > 0',
    for: '15m',
    labels: { severity: 'ticket' },
    annotations: {
      summary: '{{ $labels.instance }} loses spans of its traces',
      description:
        'The collector at OTEL_EXPORTER_OTLP_ENDPOINT is away, refuses them or is too slow; the log says why. Calls are not affected.',
    },
  },
]

/** What an operator can do something about, whatever the objectives say. */
export const causeGroup: RuleGroup = { name: 'patchbay-causes', rules }
