import { Problem, Type } from '@patchbay/contract'
import { exactly, from, ownLanguage, text, word } from '../building/filters.ts'
import { get } from '../building/get.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { operation } from '../building/operation.ts'
import { notesFor } from '../building/read-answer.ts'
import { search } from '../building/search.ts'
import { nullable } from '../fields.ts'
import { ask } from '../graphql.ts'
import { asAutomatic, asCode, automaticId, codeId } from '../inputs/discount.ts'
import { CodeDiscount, Discount } from '../records/discount.ts'
import { answerSchema, at, record } from '../shape/record.ts'
import { textOfSelection } from '../shape/selection.ts'
import { discountCreation } from './discount-creation.ts'

const reading = ['read_discounts']
const scopes = ['write_discounts']
const ten = 'gid://shopify/DiscountCodeNode/1700000001001'

/** One that only turns a discount on or off. */
const turned = (verb: 'Activate' | 'Deactivate', description: string) =>
  mutation({
    title: `${verb} a discount code`,
    description,
    effect: 'idempotent',
    scopes,
    root: `discountCode${verb}`,
    takes: { id: 'ID!' },
    input: Type.Object({ id: codeId }),
    prepare: ({ id }) => ({ id: asCode(id) }),
    answer: at('codeDiscountNode?', CodeDiscount),
    examples: [{ title: 'By id', input: { id: ten } }],
  })

export const discounts = group('discounts', {
  search: search({
    title: 'Search discounts',
    description:
      'Discounts that match all given filters, newest first, a page at a time: with codes and automatic ones.',
    scopes: reading,
    connection: 'discountNodes',
    item: Discount,
    filters: {
      text: text('Words that must occur in the title or the codes.'),
      code: exactly('code', 'One of its codes.'),
      method: word('method', ['automatic', 'code'], 'Whether it needs a code.'),
      status: word('status', ['active', 'expired', 'scheduled'], 'Whether it is good now.'),
      kind: word(
        'discount_type',
        ['app', 'bogo', 'fixed_amount', 'free_shipping', 'percentage'],
        'What it does.',
      ),
      createdSince: from('created_at', 'Only those made then or later.'),
      updatedSince: from('updated_at', 'Only those changed then or later.'),
      query: ownLanguage('discounts', 'times_used:>10'),
    },
    sorting: {
      type: 'DiscountSortKeys',
      keys: ['CREATED_AT', 'ENDS_AT', 'ID', 'STARTS_AT', 'TITLE', 'UPDATED_AT'],
      by: 'CREATED_AT',
      reverse: true,
    },
    limit: { default: 25, maximum: 100 },
    examples: [{ title: 'What is good now', input: { status: 'active' } }],
  }),
  get: get({
    title: 'Get a discount',
    description: 'One discount by id, with a code or automatic.',
    scopes: reading,
    root: 'discountNode',
    type: '(DiscountCodeNode|DiscountAutomaticNode|DiscountNode)',
    thing: 'discount',
    record: Discount,
    examples: [{ title: 'By id', input: { id: ten } }],
  }),
  get_by_code: operation({
    title: 'Get a discount by its code',
    description: 'The discount that a code stands for.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({
      code: Type.String({ minLength: 1, maxLength: 255, description: 'As customers enter it.' }),
    }),
    output: CodeDiscount.output,
    cache: { ttl: '1m', staleWhileRevalidate: '1m', staleIfError: '1h' },
    documents: {
      get: {
        text: (name) =>
          `query ${name}($code: String!) { found: codeDiscountNodeByCode(code: $code) { ${textOfSelection(CodeDiscount.inner)} } }`,
        data: Type.Object({ found: nullable(answerSchema(CodeDiscount)) }),
      },
    },
    examples: [{ title: 'A code', input: { code: 'TEN' } }],
    async run(context, documents) {
      const { code } = context.input
      const { found } = await ask(context, documents.get, { code })
      if (found === null) throw noSuchCode(code)
      return CodeDiscount.read(found, notesFor(context.report)) as never
    },
  }),
  ...discountCreation,
  activate_code: turned('Activate', 'Makes a discount with a code good from now on.'),
  deactivate_code: turned('Deactivate', 'Ends a discount with a code now. It can be activated again.'),
  delete_code: mutation({
    title: 'Delete a discount code',
    description: 'Deletes a discount with all of its codes for good. Orders keep what they got.',
    effect: 'destructive',
    scopes,
    root: 'discountCodeDelete',
    takes: { id: 'ID!' },
    input: Type.Object({ id: codeId }),
    prepare: ({ id }) => ({ id: asCode(id) }),
    answer: record({ id: at('deletedCodeDiscountId?', Type.String()) }),
    examples: [{ title: 'By id', input: { id: ten } }],
  }),
  delete_automatic: mutation({
    title: 'Delete an automatic discount',
    description: 'Deletes an automatic discount for good. Orders keep what they got.',
    effect: 'destructive',
    scopes,
    root: 'discountAutomaticDelete',
    takes: { id: 'ID!' },
    input: Type.Object({ id: automaticId }),
    prepare: ({ id }) => ({ id: asAutomatic(id) }),
    answer: record({ id: at('deletedAutomaticDiscountId?', Type.String()) }),
    examples: [{ title: 'By id', input: { id: 'gid://shopify/DiscountAutomaticNode/1750000001001' } }],
  }),
  add_codes: mutation({
    title: 'Add codes to a discount',
    description:
      'Gives a discount more codes, up to 250 at once. Shopify adds them in the background; `codeCount` of discounts.get grows meanwhile. A code that another discount has is left out.',
    effect: 'write',
    scopes,
    root: 'discountRedeemCodeBulkAdd',
    takes: { discountId: 'ID!', codes: '[DiscountRedeemCodeInput!]!' },
    input: Type.Object({
      id: codeId,
      codes: Type.Array(Type.String({ minLength: 1, maxLength: 255 }), {
        minItems: 1,
        maxItems: 250,
        description: 'What customers can enter.',
      }),
    }),
    places: { id: '$discountId', codes: '$codes' },
    prepare: ({ id, codes }) => ({ id: asCode(id), codes: codes.map((code) => ({ code })) }),
    answer: at(
      'bulkCreation?',
      record({
        id: Type.String({ description: 'Names the work.' }),
        done: Type.Boolean(),
        codeCount: at('codesCount', Type.Integer({ description: 'How many were asked for.' })),
        imported: at('importedCount', Type.Integer()),
        failed: at('failedCount', Type.Integer()),
      }),
    ),
    examples: [{ title: 'Two codes', input: { id: ten, codes: ['TEN-A1', 'TEN-B2'] } }],
  }),
})

const noSuchCode = (code: string): Problem =>
  new Problem('not_found', {
    detail: `The shop has no discount with the code "${code}".`,
    advice: 'Check it; discounts.search lists what there is.',
    errors: [{ path: '/code', message: 'does not exist' }],
  })
