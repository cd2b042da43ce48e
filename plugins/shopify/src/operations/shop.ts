import { Type } from '@patchbay/contract'
import { group } from '../building/group.ts'
import { operation } from '../building/operation.ts'
import { notesFor } from '../building/read-answer.ts'
import { ask } from '../graphql.ts'
import { Shop } from '../records/shop.ts'
import { answerSchema } from '../shape/record.ts'
import { textOfSelection } from '../shape/selection.ts'

const get = operation({
  title: 'Get the shop',
  description:
    'Name, domains, currency, time zone and plan of the connected shop. Use it to know which currency and time zone other answers are in; it says nothing about sales.',
  effect: 'read',
  input: Type.Object({}),
  output: Shop.output,
  cache: { ttl: '10m', staleWhileRevalidate: '10m', staleIfError: '1d' },
  documents: {
    shop: {
      text: (name) => `query ${name} { shop { ${textOfSelection(Shop.inner)} } }`,
      data: Type.Object({ shop: answerSchema(Shop) }),
    },
  },
  async run(context, { shop: document }) {
    const { shop } = await ask(context, document)
    return Shop.read(shop, notesFor(context.report))
  },
  examples: [{ title: 'The connected shop', input: {} }],
})

export const shop = group('shop', { get })
