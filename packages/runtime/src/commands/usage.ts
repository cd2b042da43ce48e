import { Option, type Command } from 'commander'
import { listOf } from './choices.ts'
import { withExamples } from './examples.ts'
import { table } from './terminal/views.ts'
import type { Tools } from './tools.ts'

interface UsageOptions {
  readonly from?: string
  readonly to?: string
  readonly granularity: string
  readonly by: string[]
  readonly connector?: string
  readonly of?: string
  readonly csv?: boolean
}

/** What was used. */
export function addUsage(program: Command, { show, client, terminal }: Tools): void {
  withExamples(
    program
      .command('usage')
      .option('--from <time>', 'such as 2026-11-01T00:00:00Z')
      .option('--to <time>', 'until before then; default: now')
      .addOption(
        new Option('--granularity <span>', 'what is added up in one line')
          .choices(['hour', 'day', 'month'])
          .default('day'),
      )
      .option('--by <list>', 'what is told apart: tenant, connector, operation', listOf, [
        'connector',
        'operation',
      ])
      .option('--connector <id>', 'only that of this connector')
      .option('--of <tenant>', 'for operators: of another tenant, or * for all')
      .option('--csv', 'print as CSV')
      .description('what was called, what failed, and what was taken from vendors')
      .action(async ({ by, of: tenant, csv = false, ...query }: UsageOptions) => {
        const asked = { ...query, by, tenant }
        if (csv) {
          const lines = client().download('/v1/usage', 'text/csv', { ...asked, format: 'csv' })
          for await (const bytes of lines) await terminal.write(bytes)
          return
        }
        const fields = ['start', ...by, 'calls', 'errors.caller', 'errors.vendor', 'errors.patchbay']
        await show(
          await client().list('/v1/usage', asked),
          table(...fields, 'cacheHits', 'vendorRequests', 'costs'),
        )
      }),
    'patchbay usage --granularity hour',
    "patchbay usage --of '*' --by tenant --granularity month --csv > usage.csv",
  )
}
