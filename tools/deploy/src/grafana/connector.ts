import { makeDashboard } from './dashboard.ts'
import { chosen, connectorVariable, quantileOf, rateOf } from './queries.ts'

/** One connector in all its operations. */
export const connector = makeDashboard({
  uid: 'patchbay-connector',
  title: 'Patchbay connector',
  description:
    'Rate, errors and duration by operation; how much of it is the vendor, and what the cache spares it.',
  variables: [connectorVariable],
  rows: [
    {
      title: 'Operations',
      panels: [
        {
          title: 'Calls',
          description: 'Calls a second by operation.',
          unit: 'reqps',
          queries: [{ expr: rateOf('patchbay_calls_total', 'operation'), legend: '{{operation}}' }],
        },
        {
          title: 'Outcomes',
          description: 'Calls a second by outcome: ok, replayed, or the code of the problem.',
          unit: 'reqps',
          queries: [{ expr: rateOf('patchbay_calls_total', 'outcome'), legend: '{{outcome}}' }],
        },
        {
          title: 'p50, p95, p99',
          description: 'Duration of calls.',
          unit: 's',
          queries: [0.5, 0.95, 0.99].map((share) => ({
            expr: quantileOf(share, 'patchbay_call_duration_seconds', ''),
            legend: `p${share * 100}`,
          })),
        },
        {
          title: 'p95 by operation',
          description: 'Duration of calls.',
          unit: 's',
          queries: [
            {
              expr: quantileOf(0.95, 'patchbay_call_duration_seconds', 'operation'),
              legend: '{{operation}}',
            },
          ],
        },
        {
          title: 'Answers that drifted',
          description:
            'Answers a second that did not fit the schema of their operation: the vendor has changed something.',
          unit: 'reqps',
          queries: [{ expr: rateOf('patchbay_output_drift_total', 'operation'), legend: '{{operation}}' }],
        },
        {
          title: 'Connections',
          description: 'Stored connections by state.',
          unit: 'short',
          queries: [{ expr: `max by (state) (patchbay_connections{${chosen}})`, legend: '{{state}}' }],
        },
      ],
    },
    {
      title: 'Vendor',
      panels: [
        {
          title: 'Attempts',
          description: 'Requests a second to the vendor by outcome.',
          unit: 'reqps',
          queries: [
            {
              expr: rateOf('patchbay_vendor_attempt_duration_seconds_count', 'outcome'),
              legend: '{{outcome}}',
            },
          ],
        },
        {
          title: 'Vendor p95 by origin',
          description: 'Duration of one attempt.',
          unit: 's',
          queries: [
            {
              expr: quantileOf(0.95, 'patchbay_vendor_attempt_duration_seconds', 'origin'),
              legend: '{{origin}}',
            },
          ],
        },
        {
          title: 'Outside the vendor, p95',
          description:
            'Time of a call that no request to the vendor took: waits for limits, breakers and retries, and work here.',
          unit: 's',
          queries: [
            {
              expr: quantileOf(0.95, 'patchbay_call_outside_vendor_seconds', 'operation'),
              legend: '{{operation}}',
            },
          ],
        },
        {
          title: 'Retries',
          description:
            'Attempts a second that repeated a failed one, and those that could have been and were not.',
          unit: 'reqps',
          queries: [
            { expr: rateOf('patchbay_vendor_retries_total', 'origin'), legend: '{{origin}}' },
            {
              expr: rateOf('patchbay_vendor_retries_refused_total', 'reason'),
              legend: 'refused: {{reason}}',
            },
          ],
        },
        {
          title: 'Sockets',
          description: 'Sockets in use, and requests that wait for one.',
          unit: 'short',
          queries: [
            { expr: `sum(patchbay_vendor_sockets{${chosen}})`, legend: 'in use' },
            { expr: `sum(patchbay_vendor_waiting{${chosen}})`, legend: 'waiting' },
          ],
        },
        {
          title: 'Renewals of tokens',
          description: 'Renewals a second by outcome.',
          unit: 'reqps',
          queries: [{ expr: rateOf('patchbay_token_renewals_total', 'outcome'), legend: '{{outcome}}' }],
        },
      ],
    },
    {
      title: 'Cache and transforms',
      panels: [
        {
          title: 'Cache hit ratio',
          description:
            'Share of calls of operations with a cache rule that were answered without the vendor.',
          unit: 'percentunit',
          queries: [
            {
              expr: `sum by (operation) (rate(patchbay_cache_results_total{${chosen},status=~"hit|stale|joined"}[$__rate_interval])) / sum by (operation) (rate(patchbay_cache_results_total{${chosen}}[$__rate_interval]))`,
              legend: '{{operation}}',
            },
          ],
        },
        {
          title: 'Cache results',
          description: 'Calls a second by how the cache took part.',
          unit: 'reqps',
          queries: [{ expr: rateOf('patchbay_cache_results_total', 'status'), legend: '{{status}}' }],
        },
        {
          title: 'Transforms, p95',
          description: 'Time of running one transform, inline or in a thread with the wait for it.',
          unit: 's',
          queries: [
            {
              expr: quantileOf(0.95, 'patchbay_transform_duration_seconds', 'transform, place'),
              legend: '{{transform}} {{place}}',
            },
          ],
        },
      ],
    },
  ],
})
