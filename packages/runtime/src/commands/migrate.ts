import type { Command } from 'commander'
import { withExamples } from './examples.ts'
import type { Tools } from './tools.ts'

/** The tables of the store. */
export function addMigrate(program: Command, { show, settings }: Tools): void {
  withExamples(
    program
      .command('migrate')
      .description('bring the tables of the store up to date, as every start does; safe to run at any time')
      .action(async () => {
        const { migrateStore } = await import('./local/migrate-store.ts')
        const report = await migrateStore(settings())
        await show(report, () =>
          report.applied.length === 0
            ? 'The tables are up to date.'
            : report.applied.map((name) => `${name} applied`).join('\n'),
        )
      }),
    'DATABASE_URL=postgres://… patchbay migrate',
  )
}
