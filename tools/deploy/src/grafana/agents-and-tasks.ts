import { makeDashboard } from './dashboard.ts'
import { rateOf } from './queries.ts'

/** What agents ask for, and calls whose answers are taken up later. */
export const agentsAndTasks = makeDashboard({
  uid: 'patchbay-agents-and-tasks',
  title: 'Patchbay agents and tasks',
  description: 'Messages of MCP, tools that are held back, and durable tasks.',
  rows: [
    {
      title: 'Agents',
      panels: [
        {
          title: 'Messages',
          description: 'Messages of MCP a second by method.',
          unit: 'reqps',
          width: 12,
          queries: [{ expr: rateOf('patchbay_mcp_messages_total', 'method', ''), legend: '{{method}}' }],
        },
        {
          title: 'Tools held back',
          description: 'Tools that agents are not offered until an operator approves their definitions.',
          unit: 'short',
          width: 12,
          queries: [
            { expr: 'max by (connector, reason) (patchbay_tools_held)', legend: '{{connector}} {{reason}}' },
          ],
        },
      ],
    },
    {
      title: 'Tasks',
      panels: [
        {
          title: 'Running',
          description: 'Tasks that each instance runs.',
          unit: 'short',
          queries: [{ expr: 'patchbay_tasks_running', legend: '{{instance}}' }],
        },
        {
          title: 'Made and taken up',
          description:
            'Tasks a second that were made, and that an instance has gone on with after another one.',
          unit: 'short',
          queries: [
            { expr: 'sum(rate(patchbay_tasks_created_total[$__rate_interval]))', legend: 'made' },
            { expr: 'sum(rate(patchbay_tasks_taken_up_total[$__rate_interval]))', legend: 'taken up' },
          ],
        },
        {
          title: 'Runs',
          description: 'Runs a second that have ended, by outcome: lost ones go on at another instance.',
          unit: 'short',
          queries: [{ expr: rateOf('patchbay_task_runs_total', 'outcome', ''), legend: '{{outcome}}' }],
        },
        {
          title: 'Idempotency keys',
          description: 'Keys a second that were sent with writes, by what became of them.',
          unit: 'short',
          width: 24,
          queries: [
            { expr: rateOf('patchbay_idempotency_keys_total', 'outcome', ''), legend: '{{outcome}}' },
          ],
        },
      ],
    },
  ],
})
