import { Problem } from '@patchbay/contract'
import type { Command } from 'commander'
import { given, listOf } from './choices.ts'
import { withExamples } from './examples.ts'
import { details, field, table } from './terminal/views.ts'
import type { Tools } from './tools.ts'

/** What is done with a connection, rather than to it. */
export function addConnectionActions(connections: Command, { show, note, client }: Tools): void {
  const path = (id: string, act: string): string => `/v1/connections/${encodeURIComponent(id)}/${act}`
  withExamples(
    connections
      .command('check')
      .argument('<id>', 'as `patchbay connections list` says')
      .description(
        'call the vendor once, and say whether the connection works and what to do if not (exit code 1)',
      )
      .action(async (id: string) => {
        const { data } = await client().ask('POST', path(id, 'check'))
        await show(data, details)
        if (field(data, 'works') === true) return
        const next = field(data, 'next')
        throw new Problem('connection_unauthorized', {
          detail: `The connection ${id} does not work.`,
          ...(typeof next === 'string' ? { advice: next } : {}),
        })
      }),
    'patchbay connections check my-shop',
  )
  withExamples(
    connections
      .command('events')
      .argument('<id>', 'as `patchbay connections list` says')
      .description('what has become of a connection, the newest first')
      .action(async (id: string) =>
        show(await client().list(path(id, 'events')), table('at', 'kind', 'outcome', 'actor', 'detail')),
      ),
    'patchbay connections events my-shop',
  )
  withExamples(
    connections
      .command('authorize')
      .argument('<id>', 'as `patchbay connections list` says')
      .description(
        'begin to connect an account: prints the address to open in a browser, valid for some minutes',
      )
      .option('--scopes <list>', 'fewer than the connector asks for', listOf)
      .action(async (id: string, { scopes }: { readonly scopes?: string[] }) => {
        const { data } = await client().ask('POST', path(id, 'authorize'), { body: given({ scopes }) })
        await show(data, (answer) => {
          const url = field(answer, 'url')
          return typeof url === 'string' ? url : details(answer)
        })
        note('Open it in a browser, and allow the access there.')
      }),
    'patchbay connections authorize my-search-console',
  )
}
