import { Type } from '@patchbay/contract'
import { from, word } from '../building/filters.ts'
import { get } from '../building/get.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { refuseBulkQuery } from '../bulk/rules.ts'
import { gid } from '../fields.ts'
import { BulkOperation } from '../records/bulk-operation.ts'
import { at } from '../shape/record.ts'
import { bulkDownload } from './bulk-download.ts'
import { runMutation } from './bulk-mutation.ts'

const statuses = ['CREATED', 'RUNNING', 'COMPLETED', 'CANCELING', 'CANCELED', 'FAILED', 'EXPIRED'] as const

const products =
  '{ products(query: "vendor:Alderbrook") { edges { node { id title variants { edges { node { id sku } } } } } } }'

/** What Shopify does on its own time, for whole catalogues and histories. */
export const bulk = {
  ...group('bulk', {
    run_query: mutation({
      title: 'Run a bulk query',
      description:
        'Lets Shopify read a whole connection, such as all orders, into a file: without pages, and at no cost in points. Five such operations run at once in a shop, for up to ten days each. Poll bulk.get with the id, then take the result with bulk.download. For a few hundred objects the searches of the resource are quicker.',
      effect: 'write',
      root: 'bulkOperationRunQuery',
      takes: { query: 'String!', groupObjects: 'Boolean!' },
      input: Type.Object({
        query: Type.String({
          minLength: 1,
          maxLength: 65_535,
          description:
            'A query with one to five connections, each as `edges { node { id … } }` and without page sizes, two levels within another at the most.',
        }),
        groupObjects: Type.Optional(
          Type.Boolean({
            default: false,
            description:
              'Puts children right behind their parents. Slower, and more likely to time out; bulk.download joins what lies within half a megabyte without it.',
          }),
        ),
      }),
      prepare: (input) => {
        refuseBulkQuery(input.query)
        return { groupObjects: false, ...input }
      },
      answer: at('bulkOperation?', BulkOperation),
      examples: [{ title: 'Products with their variants', input: { query: products } }],
    }),
    run_mutation: runMutation,
    get: get({
      title: 'Get a bulk operation',
      description:
        'How far a bulk operation is. It is done when its status is COMPLETED, CANCELED, FAILED or EXPIRED.',
      root: 'bulkOperation',
      type: 'BulkOperation',
      thing: 'bulk operation',
      record: BulkOperation,
      cache: 'never',
      examples: [{ title: 'One that is done', input: { id: 'gid://shopify/BulkOperation/9100000001001' } }],
    }),
    list: search({
      title: 'List bulk operations',
      description: 'Bulk operations of this app in the shop, newest first, a page at a time.',
      connection: 'bulkOperations',
      item: BulkOperation,
      filters: {
        status: word('status', statuses, 'How far they are.'),
        type: word('operation_type', ['QUERY', 'MUTATION'], 'What they run.'),
        createdSince: from('created_at', 'Only those begun then or later.'),
      },
      sorting: {
        type: 'BulkOperationsSortKeys',
        keys: ['CREATED_AT', 'COMPLETED_AT'],
        by: 'CREATED_AT',
        reverse: true,
      },
      cache: 'never',
      examples: [{ title: 'Those that are done', input: { status: 'COMPLETED' } }],
    }),
    cancel: mutation({
      title: 'Cancel a bulk operation',
      description:
        'Stops a bulk operation. What it has done by then stays done. One that has ended already cannot be canceled.',
      effect: 'idempotent',
      root: 'bulkOperationCancel',
      takes: { id: 'ID!' },
      input: Type.Object({ id: gid('BulkOperation') }),
      answer: at('bulkOperation?', BulkOperation),
      hasCodes: false,
      examples: [{ title: 'One that runs', input: { id: 'gid://shopify/BulkOperation/9100000001003' } }],
    }),
  }),
  ...bulkDownload,
}
