import type { Command } from 'commander'
import { withExamples } from './examples.ts'
import { details, field, table } from './terminal/views.ts'
import type { Tools } from './tools.ts'

/** The key ring that encrypts what is secret. */
export function addVault(program: Command, { show, note, client }: Tools): void {
  const vault = program.command('vault').description("the vault's keys; they take the operator's key")
  withExamples(
    vault
      .command('status')
      .description('which keys wrap how many secrets, and how far the last rotation is')
      .action(async () => show((await client().ask('GET', '/v1/vault')).data, vaultView)),
    'patchbay vault status',
  )
  withExamples(
    vault
      .command('rotate')
      .description(
        'pass every secret on to the first key of the ring, in the background, while everything goes on',
      )
      .action(async () =>
        show((await client().ask('POST', '/v1/vault/rotation', { body: {} })).data, vaultView),
      ),
    'patchbay vault rotate && patchbay vault status',
  )
  withExamples(
    vault
      .command('new-key')
      .description(
        'print a new entry for the key ring: put it first in the ring of every instance, then rotate',
      )
      .action(async () => {
        const { newKeyEntry } = await import('../vault/ring/key-ring.ts')
        const entry = newKeyEntry(Date.now())
        await show({ id: entry.split(':')[0], entry }, () => entry)
        note(
          'It is kept nowhere. Keys that were in use stay in the ring until `patchbay vault status` says that they wrap nothing.',
        )
      }),
    '(patchbay vault new-key; cat key-ring) > key-ring.new && mv key-ring.new key-ring',
  )
}

const vaultView = (data: unknown): string => {
  const rotation = field(data, 'rotation')
  const keys = table('id', 'active', 'inRing', 'secrets', 'activatedAt', 'retiredAt')(field(data, 'keys'))
  return rotation === null || rotation === undefined ? keys : `${keys}\n\nrotation\n${details(rotation)}`
}
