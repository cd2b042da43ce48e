import { makeDashboard } from './dashboard.ts'
import { instanceVariable, onInstance, quantileOf, rateOf } from './queries.ts'

/** The processes themselves, and what they lean on. */
export const runtime = makeDashboard({
  uid: 'patchbay-runtime',
  title: 'Patchbay runtime',
  description: 'Load, event loop, memory, threads, store and shared state of each instance.',
  variables: [instanceVariable],
  rows: [
    {
      title: 'Load',
      panels: [
        {
          title: 'In flight',
          description: 'Requests that are being served, and how many may be.',
          unit: 'short',
          queries: [
            { expr: `patchbay_requests_in_flight{${onInstance}}`, legend: '{{instance}}' },
            { expr: `patchbay_requests_in_flight_max{${onInstance}}`, legend: '{{instance}} most' },
          ],
        },
        {
          title: 'Shed',
          description: 'Requests a second that were refused as overloaded, by reason.',
          unit: 'reqps',
          queries: [
            {
              expr: rateOf('patchbay_requests_shed_total', 'instance, reason', onInstance),
              legend: '{{instance}} {{reason}}',
            },
          ],
        },
        {
          title: 'Event loop lag, p99',
          description: 'By how much timers are late.',
          unit: 's',
          queries: [
            { expr: `patchbay_nodejs_eventloop_lag_p99_seconds{${onInstance}}`, legend: '{{instance}}' },
            { expr: `patchbay_event_loop_behind{${onInstance}}`, legend: '{{instance}} behind' },
          ],
        },
        {
          title: 'CPU',
          description: 'Cores in use.',
          unit: 'short',
          queries: [
            {
              expr: rateOf('patchbay_process_cpu_seconds_total', 'instance', onInstance),
              legend: '{{instance}}',
            },
          ],
        },
        {
          title: 'Memory',
          description: 'Of the process, and of its heap.',
          unit: 'bytes',
          queries: [
            { expr: `patchbay_process_resident_memory_bytes{${onInstance}}`, legend: '{{instance}}' },
            { expr: `patchbay_nodejs_heap_size_used_bytes{${onInstance}}`, legend: '{{instance}} heap' },
          ],
        },
        {
          title: 'Garbage collection',
          description: 'Share of the time.',
          unit: 'percentunit',
          queries: [
            {
              expr: rateOf('patchbay_nodejs_gc_duration_seconds_sum', 'instance, kind', onInstance),
              legend: '{{instance}} {{kind}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Threads and cache',
      panels: [
        {
          title: 'Transforms waiting',
          description: 'Transforms that wait for a thread.',
          unit: 'short',
          queries: [
            {
              expr: `sum by (connector) (patchbay_transform_waiting{${onInstance}})`,
              legend: '{{connector}}',
            },
            {
              expr: `sum by (connector) (patchbay_transform_threads{${onInstance}})`,
              legend: '{{connector}} threads',
            },
          ],
        },
        {
          title: 'Threads ended',
          description: 'Threads a second that were ended or died at work.',
          unit: 'short',
          queries: [
            {
              expr: rateOf('patchbay_transform_kills_total', 'connector, reason', onInstance),
              legend: '{{connector}} {{reason}}',
            },
          ],
        },
        {
          title: 'Cache',
          description: 'Bytes of the answers that each instance holds.',
          unit: 'bytes',
          queries: [{ expr: `patchbay_cache_bytes{${onInstance}}`, legend: '{{instance}}' }],
        },
      ],
    },
    {
      title: 'Store and shared state',
      panels: [
        {
          title: 'Up',
          description: '1 where they can be asked.',
          unit: 'short',
          queries: [
            { expr: `patchbay_store_up{${onInstance}}`, legend: '{{instance}} store' },
            { expr: `patchbay_shared_state_up{${onInstance}}`, legend: '{{instance}} shared state' },
          ],
        },
        {
          title: 'Store, p95',
          description: 'Time of one answered statement by its kind.',
          unit: 's',
          queries: [
            {
              expr: quantileOf(0.95, 'patchbay_store_duration_seconds', 'kind', onInstance),
              legend: '{{kind}}',
            },
          ],
        },
        {
          title: 'Shared state, p95',
          description: 'Time of one answered call by its verb.',
          unit: 's',
          queries: [
            {
              expr: quantileOf(0.95, 'patchbay_shared_state_duration_seconds', 'verb', onInstance),
              legend: '{{verb}}',
            },
          ],
        },
        {
          title: 'Failures',
          description: 'Statements and calls a second that could not be answered.',
          unit: 'reqps',
          queries: [
            {
              expr: rateOf('patchbay_store_failures_total', 'instance', onInstance),
              legend: '{{instance}} store',
            },
            {
              expr: rateOf('patchbay_shared_state_failures_total', 'instance', onInstance),
              legend: '{{instance}} shared state',
            },
          ],
        },
        {
          title: 'Audit',
          description:
            'Entries a second, by where they were written to: files are for while the store is away.',
          unit: 'short',
          queries: [
            { expr: rateOf('patchbay_audit_entries_total', 'to', onInstance), legend: '{{to}}' },
            {
              expr: rateOf('patchbay_audit_harms_total', 'instance', onInstance),
              legend: '{{instance}} harmed',
            },
          ],
        },
        {
          title: 'Secrets',
          description: 'Uses of the vault a second, by outcome.',
          unit: 'short',
          queries: [
            {
              expr: rateOf('patchbay_vault_uses_total', 'use, outcome', onInstance),
              legend: '{{use}} {{outcome}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Telemetry itself',
      panels: [
        {
          title: 'Spans',
          description: 'Spans a second that have ended, were sent, or could not be.',
          unit: 'short',
          width: 12,
          queries: [{ expr: rateOf('patchbay_spans_total', 'outcome', onInstance), legend: '{{outcome}}' }],
        },
        {
          title: 'Capped metrics',
          description: 'Metrics of which there are more sets of labels than may be.',
          unit: 'short',
          width: 12,
          queries: [
            { expr: `max by (metric) (patchbay_metric_series_capped{${onInstance}})`, legend: '{{metric}}' },
          ],
        },
      ],
    },
  ],
})
