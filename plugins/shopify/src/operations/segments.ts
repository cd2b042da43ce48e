import { Type } from '@patchbay/contract'
import { ownLanguage, text } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { commonCache } from '../building/operation.ts'
import { search } from '../building/search.ts'
import { gid } from '../fields.ts'
import { Segment, SegmentMember } from '../records/segment.ts'
import { at } from '../shape/record.ts'

export const segments = group('segments', {
  list: search({
    title: 'List customer segments',
    description: 'The segments of the shop, last edited first, a page at a time.',
    scopes: ['read_customers'],
    connection: 'segments',
    item: Segment,
    filters: { text: text('Words of the name.'), query: ownLanguage('segments', 'name:regulars') },
    sorting: {
      type: 'SegmentSortKeys',
      keys: ['CREATION_DATE', 'ID', 'LAST_EDIT_DATE'],
      by: 'LAST_EDIT_DATE',
      reverse: true,
    },
    examples: [{ title: 'All', input: {} }],
  }),
  members: search({
    title: 'List the members of a segment',
    description:
      'The customers who are in a segment now, a page at a time. Shopify works it out anew for each page: somebody may come or go in between. The answer holds personal data.',
    scopes: ['read_customers'],
    connection: 'customerSegmentMembers',
    isEdged: true,
    item: SegmentMember,
    cache: { ...commonCache, tags: ['customers', 'segments'] },
    more: { segmentId: { type: 'ID!', schema: gid('Segment', 'Whose members they are.') } },
    examples: [
      { title: 'Of one segment', input: { segmentId: 'gid://shopify/Segment/1800000001001', limit: 2 } },
    ],
  }),
  create: mutation({
    title: 'Create a customer segment',
    description:
      "Names a condition on customers in Shopify's language for segments, such as `number_of_orders > 3`. Who meets it is a member from then on.",
    effect: 'write',
    scopes: ['write_customers'],
    root: 'segmentCreate',
    takes: { name: 'String!', query: 'String!' },
    input: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 255, description: 'What the staff calls it.' }),
      query: Type.String({ minLength: 1, maxLength: 5_000, description: 'The condition.' }),
    }),
    answer: at('segment?', Segment),
    hasCodes: false,
    examples: [{ title: 'Who spent much', input: { name: 'Big spenders', query: 'amount_spent > 1000' } }],
  }),
})
