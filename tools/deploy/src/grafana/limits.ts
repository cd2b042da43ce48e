import { makeDashboard } from './dashboard.ts'
import { chosen, connectorVariable, quantileOf, rateOf } from './queries.ts'

/** What holds calls back. */
export const limits = makeDashboard({
  uid: 'patchbay-limits',
  title: 'Patchbay limits and breakers',
  description: 'What is left of the limits of vendors, who waits for them, and which vendors are held back.',
  variables: [connectorVariable],
  rows: [
    {
      title: 'Limits of vendors',
      panels: [
        {
          title: 'Left',
          description: 'How much is left of each limit, for the connection that has the least.',
          unit: 'percentunit',
          queries: [
            {
              expr: `min by (connector, limit) (patchbay_limit_left_ratio{${chosen}})`,
              legend: '{{connector}} {{limit}}',
            },
          ],
        },
        {
          title: 'Waiting',
          description: 'Requests that wait for a limit.',
          unit: 'short',
          queries: [
            {
              expr: `sum by (connector, limit) (patchbay_limit_waiting{${chosen}})`,
              legend: '{{connector}} {{limit}}',
            },
          ],
        },
        {
          title: 'Waits, p95',
          description: 'Time for which requests that had to wait did so.',
          unit: 's',
          queries: [
            {
              expr: quantileOf(0.95, 'patchbay_limit_wait_seconds', 'connector, limit'),
              legend: '{{connector}} {{limit}}',
            },
          ],
        },
        {
          title: 'Not admitted',
          description: 'Requests a second that a limit did not admit, by reason.',
          unit: 'reqps',
          width: 12,
          queries: [
            {
              expr: rateOf('patchbay_limit_refusals_total', 'connector, limit, reason'),
              legend: '{{connector}} {{limit}} {{reason}}',
            },
          ],
        },
        {
          title: 'Degraded',
          description:
            '1 where the shared state is away, so that an instance keeps to its share of each limit.',
          unit: 'short',
          width: 12,
          queries: [{ expr: 'max by (instance) (patchbay_limits_degraded)', legend: '{{instance}}' }],
        },
      ],
    },
    {
      title: 'Breakers',
      panels: [
        {
          title: 'By state',
          description: 'Origins that are called, by the state of their breaker.',
          unit: 'short',
          width: 12,
          queries: [
            {
              expr: `max by (connector, state) (patchbay_breakers{${chosen}})`,
              legend: '{{connector}} {{state}}',
            },
          ],
        },
        {
          title: 'Changes',
          description: 'Changes of state a second, by the state that they came to.',
          unit: 'short',
          width: 12,
          queries: [
            {
              expr: rateOf('patchbay_breaker_transitions_total', 'connector, to'),
              legend: '{{connector}} {{to}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Limits of callers',
      panels: [
        {
          title: 'Refused',
          description: 'Requests a second that a rate limit of ours refused, by policy.',
          unit: 'reqps',
          width: 12,
          queries: [{ expr: rateOf('patchbay_requests_limited_total', 'policy', ''), legend: '{{policy}}' }],
        },
        {
          title: 'Flags',
          description: 'Calls a second that were refused because a flag is off.',
          unit: 'reqps',
          width: 12,
          queries: [{ expr: rateOf('patchbay_flag_denials_total', 'flag', ''), legend: '{{flag}}' }],
        },
      ],
    },
  ],
})
