import { defineConnector, defineOperation, Type, type Effect } from '@patchbay/contract'
import { vendor } from './vendor.ts'

const Item = Type.Object({ ok: Type.Boolean() })
const input = Type.Object({ name: Type.String({ default: 'good', maxLength: 100 }) })
const examples = [{ title: 'One', input: { name: 'good' }, output: { ok: true } }] as const

const read = (cost: { readonly narrow?: number; readonly wide?: number }) =>
  defineOperation(vendor, {
    title: 'Read',
    description: 'Reads what the vendor has under the name.',
    effect: 'read',
    timeout: '5s',
    cost,
    input,
    output: Item,
    examples,
    run: async ({ input, http }) =>
      (await http.get(`/${encodeURIComponent(input.name)}`, { response: Item })).body,
  })

const send = (effect: Effect) =>
  defineOperation(vendor, {
    title: 'Send',
    description: 'Sends the name to the vendor.',
    effect,
    timeout: '5s',
    input,
    output: Item,
    examples,
    run: async ({ input, http }) =>
      (await http.post(`/${encodeURIComponent(input.name)}`, { json: input, response: Item })).body,
  })

/** A vendor for loads: what it answers is up to the drill, and what it is asked costs next to nothing here. */
export default defineConnector({
  id: 'load',
  title: 'Load',
  description: 'A vendor that drills call very often.',
  stability: 'experimental',
  vendor,
  check: 'items.get',
  operations: {
    'items.get': read({}),
    'items.put': send('idempotent'),
    'items.add': send('write'),
    'items.remove': send('destructive'),
    'narrow.get': read({ narrow: 1 }),
    'wide.get': read({ wide: 1 }),
  },
})
