import { exactly, from, ownLanguage, word } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { search } from '../building/search.ts'
import { ShopEvent } from '../records/order-event.ts'

export const events = group('events', {
  list: search({
    title: 'List what happened in the shop',
    description:
      'What was made, changed and deleted, latest first, a page at a time. With `action` destroy it tells what an incremental read would miss: things that are gone. Shopify shows what the granted scopes cover.',
    connection: 'events',
    item: ShopEvent,
    filters: {
      action: exactly('action', 'Such as create, destroy, published or mail_sent.'),
      subjectType: word(
        'subject_type',
        [
          'ARTICLE',
          'BLOG',
          'COLLECTION',
          'CUSTOMER',
          'DRAFT_ORDER',
          'ORDER',
          'PAGE',
          'PRODUCT',
          'PRODUCT_VARIANT',
        ],
        'To what it happened.',
      ),
      createdSince: from('created_at', 'Only what happened then or later.'),
      query: ownLanguage('events', 'comments:true'),
    },
    sorting: { type: 'EventSortKeys', keys: ['CREATED_AT', 'ID'], by: 'CREATED_AT', reverse: true },
    limit: { default: 100, maximum: 250 },
    cache: {
      ttl: '30s',
      staleWhileRevalidate: '30s',
      staleIfError: '1h',
      tags: ['collections', 'customers', 'draft-orders', 'events', 'orders', 'products'],
    },
    examples: [{ title: 'Orders', input: { subjectType: 'ORDER', limit: 1 } }],
  }),
})
