import { Type } from '@patchbay/contract'
import { group } from '../building/group.ts'
import { all } from '../building/whole.ts'
import { record } from '../shape/record.ts'

export const locales = group('locales', {
  list: all({
    title: 'List languages',
    description: 'The languages of the shop, of which one is what everything is written in first.',
    scopes: ['read_locales'],
    at: 'shopLocales',
    item: record({
      locale: Type.String({ description: 'ISO code, such as de or pt-BR.' }),
      name: Type.String(),
      primary: Type.Boolean({ description: 'Whether everything is written in it first.' }),
      published: Type.Boolean({ description: 'Whether visitors can choose it.' }),
    }),
    cache: { ttl: '10m', staleWhileRevalidate: '10m', staleIfError: '1d' },
    example: 'All',
  }),
})
