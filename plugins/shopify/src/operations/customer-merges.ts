import { Type } from '@patchbay/contract'
import { mutation } from '../building/mutation.ts'
import { operation } from '../building/operation.ts'
import { notesFor } from '../building/read-answer.ts'
import { gid } from '../fields.ts'
import { ask } from '../graphql.ts'
import { jobId } from '../records/collection.ts'
import { MergePreview } from '../records/customer-details.ts'
import { answerSchema, at, record } from '../shape/record.ts'
import { textOfSelection } from '../shape/selection.ts'

const two = {
  customerOneId: gid('Customer', 'One of the two.'),
  customerTwoId: gid('Customer', 'The other one.'),
}
const of = (what: string, more = '') =>
  Type.Optional(gid('Customer', `Whose ${what} is kept: one of the two${more}.`))
const ada = 'gid://shopify/Customer/6900000001001'
const clara = 'gid://shopify/Customer/6900000001003'

/** Two customers become one. */
export const customerMerges = {
  merge_preview: operation({
    title: 'Preview a merge of two customers',
    description:
      'What two customers would be as one, and what keeps them from it. Changes nothing; customers.merge does. The answer holds personal data.',
    effect: 'read',
    scopes: ['read_customers', 'read_customer_merge'],
    input: Type.Object(two),
    output: MergePreview.output,
    documents: {
      preview: {
        text: (name) =>
          `query ${name}($one: ID!, $two: ID!) { preview: customerMergePreview(customerOneId: $one, customerTwoId: $two) { ${textOfSelection(MergePreview.inner)} } }`,
        data: Type.Object({ preview: answerSchema(MergePreview) }),
      },
    },
    examples: [{ title: 'Two customers', input: { customerOneId: ada, customerTwoId: clara } }],
    async run(context, documents) {
      const { customerOneId: one, customerTwoId: other } = context.input
      const { preview } = await ask(context, documents.preview, { one, two: other })
      return MergePreview.read(preview, notesFor(context.report)) as never
    },
  }),
  merge: mutation({
    title: 'Merge two customers',
    description:
      'Makes two customers one for good: orders, addresses and consents of both belong to one that goes on, the other is gone. Which one that is, Shopify decides: customers.merge_preview says it, and what keeps them apart. Shopify does it in the background; jobs.get says when it is done.',
    effect: 'destructive',
    scopes: ['write_customer_merge'],
    root: 'customerMerge',
    takes: { customerOneId: 'ID!', customerTwoId: 'ID!', overrideFields: 'CustomerMergeOverrideFields' },
    input: Type.Object({
      ...two,
      emailOf: of('email address', ', who then goes on'),
      phoneOf: of('phone number'),
      firstNameOf: of('first name'),
      lastNameOf: of('last name'),
      defaultAddressOf: of('default address'),
      note: Type.Optional(Type.String({ maxLength: 5_000, description: 'Default: both notes.' })),
      tags: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 255 }), {
          maxItems: 250,
          description: 'Default: the tags of both.',
        }),
      ),
    }),
    places: {
      emailOf: 'customerIdOfEmailToKeep',
      phoneOf: 'customerIdOfPhoneNumberToKeep',
      firstNameOf: 'customerIdOfFirstNameToKeep',
      lastNameOf: 'customerIdOfLastNameToKeep',
      defaultAddressOf: 'customerIdOfDefaultAddressToKeep',
    },
    answer: record({ id: at('resultingCustomerId?', Type.String({ description: 'Who goes on.' })), jobId }),
    invalidates: ['customers', 'orders', 'draft-orders', 'gift-cards'],
    examples: [
      { title: 'Keep one email address', input: { customerOneId: ada, customerTwoId: clara, emailOf: ada } },
    ],
  }),
}
