import { Problem, Type, type Static } from '@patchbay/contract'
import { operation } from '../building/operation.ts'
import { notesFor } from '../building/read-answer.ts'
import { nullable } from '../fields.ts'
import { ask } from '../graphql.ts'
import { BulkOperation } from '../records/bulk-operation.ts'
import { answerSchema } from '../shape/record.ts'
import { textOfSelection } from '../shape/selection.ts'
import { refuseUserErrors, UserErrors } from '../user-errors.ts'
import { shopify } from '../vendor.ts'

const Uploaded = Type.Unknown()

const Targets = nullable(
  Type.Array(
    Type.Object({
      url: nullable(Type.String()),
      parameters: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
    }),
  ),
)

type Target = NonNullable<Static<typeof Targets>>[number]

/** What Shopify takes, in bytes of UTF-8. */
const mostBytes = 100_000_000

export const runMutation = operation({
  title: 'Run a mutation for many inputs',
  description:
    'Uploads a line of variables for each call of a mutation, and lets Shopify make all these calls. Five such operations run at once in a shop, for up to a day each. Only some mutations are allowed. Poll bulk.get with the id; bulk.download then tells for each line, by `__lineNumber`, what became of it. To change a few things, the operations of the resource are quicker and say at once what is wrong.',
  effect: 'write',
  input: Type.Object({
    mutation: Type.String({
      minLength: 1,
      maxLength: 65_535,
      description:
        'A document with one mutation and its variables, such as `mutation($product: ProductUpdateInput!) { productUpdate(product: $product) { product { id } userErrors { field message } } }`.',
    }),
    variables: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
      minItems: 1,
      description: 'The variables of each call, in their order.',
    }),
    clientIdentifier: Type.Optional(
      Type.String({ minLength: 10, maxLength: 255, description: 'A name of yours for the operation.' }),
    ),
  }),
  output: BulkOperation.output,
  documents: {
    stage: {
      text: (name) =>
        `mutation ${name}($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) { stagedTargets { url parameters { name value } } userErrors { field message } } }`,
      data: Type.Object({
        stagedUploadsCreate: nullable(Type.Object({ stagedTargets: Targets, userErrors: UserErrors })),
      }),
    },
    run: {
      text: (name) =>
        `mutation ${name}($mutation: String!, $stagedUploadPath: String!, $clientIdentifier: String) { bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $stagedUploadPath, clientIdentifier: $clientIdentifier) { bulkOperation { ${textOfSelection(BulkOperation.inner)} } userErrors { field message code } } }`,
      data: Type.Object({
        bulkOperationRunMutation: nullable(
          Type.Object({ bulkOperation: nullable(answerSchema(BulkOperation)), userErrors: UserErrors }),
        ),
      }),
    },
  },
  timeout: '10m',
  task: 'offered',
  async run(context, documents) {
    const { input, http } = context
    const lines = input.variables.map((each) => `${JSON.stringify(each)}\n`).join('')
    if (Buffer.byteLength(lines) > mostBytes) {
      throw new Problem('invalid_input', {
        detail: 'Shopify takes 100 MB of variables at the most.',
        errors: [{ path: '/variables', message: 'are larger than 100 MB' }],
      })
    }
    const staged = await ask(context, documents.stage, {
      input: [
        {
          resource: 'BULK_MUTATION_VARIABLES',
          filename: 'variables.jsonl',
          mimeType: 'text/jsonl',
          httpMethod: 'POST',
        },
      ],
    })
    refuseUserErrors(staged.stagedUploadsCreate?.userErrors ?? [], () => '/variables')
    const { path, parameters, key } = uploadOf(staged.stagedUploadsCreate?.stagedTargets?.[0])
    await http.post(path, {
      origin: 'uploads',
      credentials: 'omit',
      response: Uploaded,
      // The storage reads the form up to the file, and no further.
      multipart: [
        ...parameters,
        { name: 'file', value: lines, filename: 'variables.jsonl', type: 'text/jsonl' },
      ],
    })
    const { bulkOperationRunMutation: answered } = await ask(context, documents.run, {
      mutation: input.mutation,
      stagedUploadPath: key,
      clientIdentifier: input.clientIdentifier,
    })
    refuseUserErrors(answered?.userErrors ?? [], (field) =>
      field[0] === 'clientIdentifier' ? '/clientIdentifier' : field[0] === undefined ? '' : '/mutation',
    )
    if (answered === null || answered.bulkOperation === null) {
      throw new Problem('vendor_error', {
        detail: 'Shopify took the bulk mutation without saying how it is called; bulk.list shows it.',
        retryable: false,
      })
    }
    return BulkOperation.read(answered.bulkOperation, notesFor(context.report))
  },
  examples: [
    {
      title: 'Retag two products',
      input: {
        mutation:
          'mutation($product: ProductUpdateInput!) { productUpdate(product: $product) { product { id tags } userErrors { field message } } }',
        variables: [
          { product: { id: 'gid://shopify/Product/8100000001001', tags: ['spring'] } },
          { product: { id: 'gid://shopify/Product/8100000001002', tags: ['spring'] } },
        ],
      },
    },
  ],
})

/** Where the file goes. Nothing is sent to an address that is not declared. */
function uploadOf(target: Target | undefined) {
  const address = target?.url ?? ''
  const url = URL.canParse(address) ? new URL(address) : undefined
  const key = target?.parameters.find(({ name }) => name === 'key')?.value
  if (target === undefined || key === undefined || url?.origin !== shopify.origins.uploads) {
    throw new Problem('vendor_error', {
      detail: `Shopify has named ${url?.host ?? 'no address'} for the upload, which this connector does not know. Nothing was changed.`,
      retryable: false,
    })
  }
  return { path: url.pathname, parameters: target.parameters, key }
}
