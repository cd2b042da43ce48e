import { Problem } from '@patchbay/contract'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { withExamples } from './examples.ts'
import { details, field, pick, table } from './terminal/views.ts'
import type { Tools } from './tools.ts'

interface ExportOptions {
  readonly format: string
  readonly from?: string
  readonly to?: string
  readonly output?: string
}

interface VerifyOptions {
  readonly head?: Head
  readonly offline?: boolean
  readonly file?: string
}

/** How far an audit reached at some time. */
interface Head {
  readonly sequence: number
  readonly hash: string
}

/** What was done, by whom, and whether anybody has touched the record of it. */
export function addAudit(program: Command, { show, client, terminal, settings }: Tools): void {
  const audit = program
    .command('audit')
    .description('what was done, and whether the record of it is untouched')
  withExamples(
    audit
      .command('export')
      .addOption(
        new Option('--format <form>', 'ndjson can be verified').choices(['ndjson', 'csv']).default('ndjson'),
      )
      .option('--from <time>', 'such as 2026-11-01T00:00:00Z')
      .option('--to <time>', 'until before then')
      .option(
        '--output <file>',
        'instead of standard output; for its owner alone, and nothing is overwritten',
      )
      .description('print the entries of the tenant, the oldest first')
      .action(async ({ output, ...query }: ExportOptions) => {
        const entries = () => client().download('/v1/audit/export', '*/*', { ...query })
        if (output !== undefined) {
          const { writeWholeFile } = await import('./local/whole-file.ts')
          await writeWholeFile(output, entries())
          return await show({ written: output }, () => `${output} written`)
        }
        for await (const bytes of entries()) await terminal.write(bytes)
      }),
    'patchbay audit export --from 2026-11-01T00:00:00Z --output audit.ndjson',
    'patchbay audit export --format csv > audit.csv',
  )
  withExamples(
    audit
      .command('head')
      .description(
        'print how far the entries of the tenant reach: keep it elsewhere, for `audit verify --head`',
      )
      .action(async () => {
        const { data } = await client().ask('GET', '/v1/audit/head')
        await show(data, (head) => `${String(field(head, 'sequence'))}:${String(field(head, 'hash'))}`)
      }),
    'patchbay audit head',
  )
  withExamples(
    audit
      .command('verify')
      .option('--offline', 'read the store itself, without a server')
      .option('--file <export>', 'verify an export of one tenant instead, without a key and a store')
      .addOption(
        new Option(
          '--head <sequence:hash>',
          'noted earlier: what was put back to an earlier state is found too',
        ).argParser(headOf),
      )
      .description('find every entry that was changed, removed, put in or moved (then exit code 1)')
      .action(async ({ head, offline = false, file }: VerifyOptions) => {
        const verification = await verify(head, offline, file)
        await show(verification, verificationView)
        if (field(verification, 'isIntact') === true) return
        throw new Problem('conflict', {
          detail: 'The audit is not as it was written.',
          advice:
            'Keep the store as it is for whoever looks into it, and compare with exports and backups from before.',
        })
      }),
    'patchbay audit verify',
    'patchbay audit verify --offline --head "$(cat yesterdays-head)"',
    'patchbay audit verify --file audit.ndjson',
  )

  async function verify(
    head: Head | undefined,
    isOffline: boolean,
    file: string | undefined,
  ): Promise<unknown> {
    if (file !== undefined || isOffline) {
      const { verifyFile, verifyStore } = await import('./local/verify-audit.ts')
      return file === undefined ? await verifyStore(settings(), head) : await verifyFile(file, head)
    }
    return (await client().ask('GET', '/v1/audit/verification', { query: { ...head } })).data
  }
}

function headOf(text: string): Head {
  const [, sequence, hash] = /^([1-9]\d*):([0-9a-f]{64})$/.exec(text.trim()) ?? []
  if (sequence === undefined || hash === undefined) {
    throw new InvalidArgumentError(
      'It must be a sequence, a colon and a hash, as `patchbay audit head` prints it.',
    )
  }
  return { sequence: Number(sequence), hash }
}

function verificationView(data: unknown): string {
  const summary = pick(data, 'isIntact', 'entries', 'head', 'removedThrough', 'breachCount')
  const breaches = field(data, 'breaches')
  return Array.isArray(breaches) && breaches.length > 0
    ? `${details(summary)}\n\n${table('kind', 'sequence', 'detail')(breaches)}`
    : details(summary)
}
