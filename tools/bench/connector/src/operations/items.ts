import { defineOperation, Type } from '@patchbay/contract'
import { Item, item } from '../item.ts'
import { vendor } from '../vendor.ts'

const input = Type.Object({
  id: Type.String({ pattern: '^[a-z0-9-]{1,40}$', description: 'Id of the item.', default: item.id }),
})

export const get = defineOperation(vendor, {
  title: 'Get an item',
  description: 'One item of the warehouse by its id, as it is now.',
  effect: 'read',
  input,
  output: Item,
  examples: [{ title: 'The item that is always there', input: { id: item.id }, output: item }],
  async run({ input, http }) {
    const { body } = await http.get(`/items/${input.id}`, { response: Item })
    return body
  },
})

/** The same, and kept. */
export const recall = defineOperation(vendor, {
  title: 'Recall an item',
  description: 'One item of the warehouse by its id, as it was within the last hour.',
  effect: 'read',
  input,
  output: Item,
  cache: { ttl: '1h' },
  examples: [{ title: 'The item that is always there', input: { id: item.id }, output: item }],
  run: (context) => get.run(context),
})
