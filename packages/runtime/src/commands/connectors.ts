import type { Command } from 'commander'
import { withExamples } from './examples.ts'
import { details, table } from './terminal/views.ts'
import type { Tools } from './tools.ts'

/** What a running server has loaded. */
export function addConnectors(program: Command, { show, client }: Tools): void {
  const connectors = program.command('connectors').description('connectors of a running server')
  withExamples(
    connectors
      .command('list')
      .description('list connectors: those that are loaded, and those in quarantine with the reason')
      .action(async () => {
        const found = await client().list('/v1/connectors')
        await show(found, table('id', 'version', 'state', 'stability', 'title', 'reason'))
      }),
    'patchbay connectors list',
    "patchbay connectors list --json | jq '.[].id'",
  )
  withExamples(
    connectors
      .command('show')
      .argument('<id>', 'id, or id@major')
      .description('describe a connector: its authentication, limits and operations')
      .action(async (id: string) => {
        const { data } = await client().ask('GET', `/v1/connectors/${encodeURIComponent(id)}`)
        await show(data, connectorView)
      }),
    'patchbay connectors show shopify',
  )
}

function connectorView(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('operations' in data)) return details(data)
  const { operations, ...rest } = data
  const brief = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => typeof value !== 'object' || Array.isArray(value)),
  )
  return `${details(brief)}\n\n${table('id', 'effect', 'title')(operations)}`
}
