import { defineOperation, Type } from '@patchbay/contract'
import { Item, item } from '../item.ts'
import { vendor } from '../vendor.ts'

export const get = defineOperation(vendor, {
  title: 'Get an item',
  description: 'One item of the warehouse by its id.',
  effect: 'read',
  input: Type.Object({
    id: Type.String({ pattern: '^[a-z0-9-]{1,40}$', description: 'Id of the item.', default: item.id }),
  }),
  output: Item,
  examples: [{ title: 'The item that is always there', input: { id: item.id }, output: item }],
  async run({ input, http }) {
    const { body } = await http.get(`/items/${input.id}`, { response: Item })
    return body
  },
})
