import type { Command } from 'commander'
import { withExamples } from './examples.ts'
import type { Tools } from './tools.ts'

interface BackupOptions {
  readonly verify?: boolean
}

interface RestoreOptions {
  readonly replace?: boolean
}

/** Archives of all that the store holds. They work on the store itself, not on a server. */
export function addBackup(program: Command, { show, note, settings }: Tools): void {
  withExamples(
    program
      .command('backup')
      .argument('<file>', 'to write, or with --verify to check')
      .option('--verify', 'check an archive to its last byte, without a store')
      .description(
        'write all that the store holds at one moment to a file, encrypted so that only the key ring opens it',
      )
      .action(async (file: string, { verify = false }: BackupOptions) => {
        const { backUp, verifyBackup } = await import('./local/back-up.ts')
        const summary = verify ? await verifyBackup(file, settings()) : await backUp(file, settings())
        await show(summary, () => summaryText(verify ? 'is whole' : 'is written', summary))
        if (!verify) note('Keep the key ring elsewhere: without it the archive cannot be read, by anybody.')
      }),
    'patchbay backup /backups/2026-11-30.patchbay',
    'patchbay backup --verify /backups/2026-11-30.patchbay',
  )
  withExamples(
    program
      .command('restore')
      .argument('<file>', 'that `patchbay backup` has written')
      .option('--replace', 'lose what the store holds now; without it the store must be empty')
      .description(
        'make the store what an archive says, on either engine; stop every instance before, start them after',
      )
      .action(async (file: string, { replace = false }: RestoreOptions) => {
        const { restore } = await import('./local/back-up.ts')
        const summary = await restore(file, replace, settings())
        await show(summary, () => summaryText('is restored', summary))
      }),
    'patchbay restore /backups/2026-11-30.patchbay',
    'DATABASE_URL=postgres://… patchbay restore --replace /backups/2026-11-30.patchbay',
  )
}

interface Summary {
  readonly file: string
  readonly takenAt: string
  readonly tables: number
  readonly rows: number
  readonly sha256: string
}

const summaryText = (what: string, { file, takenAt, tables, rows, sha256 }: Summary): string =>
  `${file} ${what}: ${rows} rows of ${tables} tables, as of ${takenAt}\nsha256 ${sha256}`
