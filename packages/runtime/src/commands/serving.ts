import type { Command } from 'commander'
import { withExamples } from './examples.ts'

/** The server itself. */
export function addStart(program: Command): void {
  withExamples(
    program
      .command('start')
      .description('serve the connectors until told to stop; the log goes to standard output')
      .action(async () => {
        const { run } = await import('./start.ts')
        await run()
      }),
    'patchbay start',
    'PORT=8080 DATABASE_URL=postgres://… REDIS_URL=redis://… patchbay start',
  )
}
