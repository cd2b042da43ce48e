import { group } from '../building/group.ts'
import { only } from '../building/whole.ts'
import { Shop } from '../records/shop.ts'

export const shop = group('shop', {
  get: only({
    title: 'Get the shop',
    description:
      'Name, domains, currency, time zone and plan of the connected shop. Use it to know which currency and time zone other answers are in; it says nothing about sales.',
    at: 'shop',
    record: Shop,
    cache: { ttl: '10m', staleWhileRevalidate: '10m', staleIfError: '1d' },
    example: 'The connected shop',
  }),
})
