import { milliseconds } from '@patchbay/contract'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { errorSources } from '../errors/error-source.ts'
import { given } from './choices.ts'
import { withExamples } from './examples.ts'
import { details, table } from './terminal/views.ts'
import type { Tools } from './tools.ts'

interface ListOptions {
  readonly state?: string
  readonly connector?: string
  readonly code?: string
  readonly source?: string
  readonly of?: string
}
interface NoteOptions {
  readonly note?: string
}

/** What goes wrong, grouped, and what is done about it. */
export function addErrors(program: Command, { show, client }: Tools): void {
  const errors = program.command('errors').description('groups of errors, and what is done about them')
  const path = (id: string): string => `/v1/errors/${encodeURIComponent(id)}`
  withExamples(
    errors
      .command('list')
      .addOption(new Option('--state <state>', 'only these').choices(['open', 'muted', 'resolved']))
      .addOption(new Option('--source <source>', 'only from there').choices(errorSources))
      .option('--connector <id>', 'only about it')
      .option('--code <code>', 'only with this code')
      .option('--of <tenant>', 'for operators: of another tenant, or * for all')
      .description('list groups of errors, those that occurred last first')
      .action(async ({ of: tenant, ...query }: ListOptions) => {
        await show(
          await client().list('/v1/errors', { ...query, tenant }),
          table('id', 'state', 'source', 'connector', 'operation', 'code', 'count', 'lastSeen', 'title'),
        )
      }),
    'patchbay errors list --state open',
    "patchbay errors list --source quarantine --of '*'",
  )
  withExamples(
    errors
      .command('show')
      .argument('<id>', 'as `patchbay errors list` says')
      .description('show a group of errors with its last occurrence')
      .action(async (id: string) => {
        const { data } = await client().ask('GET', path(id))
        await show(data, details)
      }),
    'patchbay errors show 4f…',
  )

  const change = async (id: string, body: Readonly<Record<string, unknown>>): Promise<void> => {
    const { data } = await client().ask('PATCH', path(id), { body: given(body) })
    await show(data, details)
  }
  const changing = (name: string, description: string): Command =>
    errors
      .command(name)
      .argument('<id>', 'as `patchbay errors list` says')
      .option('--note <words>', 'for others')
      .description(description)
  withExamples(
    changing('mute', 'leave a group of errors out of those that are open')
      .option('--for <duration>', 'how long, such as 2h (default: until it is opened again)', durationOf)
      .action(async (id: string, { note, for: duration }: NoteOptions & { readonly for?: number }) => {
        const mutedUntil = duration === undefined ? undefined : new Date(Date.now() + duration).toISOString()
        await change(id, { state: 'muted', mutedUntil, note })
      }),
    "patchbay errors mute 4f… --for 7d --note 'the vendor knows'",
  )
  withExamples(
    changing('resolve', 'say that a group of errors is mended; it opens by itself if it occurs again').action(
      async (id: string, { note }: NoteOptions) => change(id, { state: 'resolved', note }),
    ),
    'patchbay errors resolve 4f…',
  )
  withExamples(
    changing('reopen', 'open a group of errors that was muted or resolved').action(
      async (id: string, { note }: NoteOptions) => change(id, { state: 'open', note }),
    ),
    'patchbay errors reopen 4f…',
  )
}

function durationOf(text: string): number {
  try {
    return milliseconds(text as never)
  } catch {
    throw new InvalidArgumentError('It must be a duration such as 30m, 2h or 1d.')
  }
}
