import { indicators, type ObjectiveGroups } from '../objectives.ts'
import { bad, good } from '../outcomes.ts'
import { budgetOf } from '../prometheus/burn-alerts.ts'
import { ratioName } from '../prometheus/recording-rules.ts'
import { makeDashboard, type Dashboard } from './dashboard.ts'
import { quantileOf, rateOf } from './queries.ts'

const counted = `outcome=~"${good}|${bad}"`

/** Whether all is well, and where it is not. */
export function overviewOf(groups: ObjectiveGroups): Dashboard {
  return makeDashboard({
    uid: 'patchbay-overview',
    title: 'Patchbay overview',
    description: 'All connectors at a glance: traffic, failures, duration, and what is wrong now.',
    rows: [
      {
        title: 'Now',
        panels: [
          {
            title: 'Calls',
            description: 'Calls a second.',
            kind: 'stat',
            unit: 'reqps',
            width: 4,
            queries: [{ expr: 'sum(rate(patchbay_calls_total[$__rate_interval]))', legend: 'calls' }],
          },
          {
            title: 'Failures',
            description: 'Share of calls that failed by a fault of a vendor or of Patchbay.',
            kind: 'stat',
            unit: 'percentunit',
            width: 4,
            queries: [
              {
                expr: `sum(rate(patchbay_calls_total{outcome=~"${bad}"}[$__rate_interval])) / sum(rate(patchbay_calls_total{${counted}}[$__rate_interval]))`,
                legend: 'failures',
              },
            ],
          },
          {
            title: 'p95',
            description: 'Duration that 95 % of calls stay within.',
            kind: 'stat',
            unit: 's',
            width: 4,
            queries: [{ expr: quantileOf(0.95, 'patchbay_call_duration_seconds', '', ''), legend: 'p95' }],
          },
          {
            title: 'Breakers open',
            description: 'Origins of vendors that are held back.',
            kind: 'stat',
            unit: 'short',
            width: 4,
            queries: [{ expr: 'sum(patchbay_breakers{state=~"open|isolated"})', legend: 'open' }],
          },
          {
            title: 'Quarantined',
            description: 'Connectors that could not be loaded.',
            kind: 'stat',
            unit: 'short',
            width: 4,
            queries: [{ expr: 'count(patchbay_connector_up == 0) or vector(0)', legend: 'quarantined' }],
          },
          {
            title: 'To authorize anew',
            description: 'Connections whose credentials do not work any more.',
            kind: 'stat',
            unit: 'short',
            width: 4,
            queries: [
              {
                expr: 'sum(max by (connector) (patchbay_connections{state="reauthorize"})) or vector(0)',
                legend: 'connections',
              },
            ],
          },
        ],
      },
      {
        title: 'By connector',
        panels: [
          {
            title: 'Calls',
            description: 'Calls a second.',
            unit: 'reqps',
            queries: [{ expr: rateOf('patchbay_calls_total', 'connector', ''), legend: '{{connector}}' }],
          },
          {
            title: 'Failures',
            description:
              'Share of calls over five minutes that failed by a fault of the vendor or of Patchbay; callers’ faults are left out.',
            unit: 'percentunit',
            queries: [{ expr: ratioName('availability', '5m'), legend: '{{connector}}' }],
          },
          {
            title: 'p95',
            description: 'Duration that 95 % of calls stay within, those from the cache included.',
            unit: 's',
            queries: [
              {
                expr: quantileOf(0.95, 'patchbay_call_duration_seconds', 'connector', ''),
                legend: '{{connector}}',
              },
            ],
          },
          ...indicators.map((indicator) => ({
            title: `Budget burning: ${indicator}`,
            description:
              'How many times as fast as it may over 1 hour, by what the connector promises; 14.4 is paged.',
            unit: 'none',
            queries: groups[indicator].map(({ matcher, objectives }) => ({
              expr: `${ratioName(indicator, '1h')}${matcher === '' ? '' : `{${matcher}}`} / ${budgetOf(indicator, objectives)}`,
              legend: '{{connector}}',
            })),
          })),
        ],
      },
      {
        title: 'By class of tenant',
        panels: [
          {
            title: 'Calls',
            description: 'Calls a second. Classes are those of PATCHBAY_TENANT_CLASSES.',
            unit: 'reqps',
            width: 12,
            queries: [
              { expr: rateOf('patchbay_calls_total', 'tenant_class', ''), legend: '{{tenant_class}}' },
            ],
          },
          {
            title: 'Refused for quotas',
            description: 'Calls a second that were refused because the quota of their tenant is spent.',
            unit: 'reqps',
            width: 12,
            queries: [{ expr: rateOf('patchbay_quota_refusals_total', 'period', ''), legend: '{{period}}' }],
          },
        ],
      },
    ],
  })
}
