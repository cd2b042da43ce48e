import { getOperationAST, Kind, parse, validate } from 'graphql'
import { connectionsOf } from '../../bulk/connections.ts'
import { faultOfBulkQuery } from '../../bulk/rules.ts'
import { isObject } from '../../json.ts'
import { adminSchema } from '../../schema.ts'
import { isActive } from '../bulk/status.ts'
import { addRow, mintId, rowsOf, type Row } from '../state.ts'
import { refuse, type Refusal, type Mutation, type MutationCall } from './call.ts'

/** Of each kind, for an app and a shop. */
const mostAtOnce = 5
const mostBytes = 100_000_000

/** What a bulk mutation cannot run: what is itself about bulk operations. */
const notAllowed = /^(bulkOperation|stagedUploads)/

function begin({ state, time, execution }: MutationCall, type: 'QUERY' | 'MUTATION', facts: object): Row {
  const active = rowsOf(state, 'BulkOperation').filter((row) => row['type'] === type && isActive(row))
  if (active.length >= mostAtOnce) {
    throw refuse(
      null,
      `A bulk ${type.toLowerCase()} operation for this app and shop is already in progress: ${active.map(({ id }) => id).join(', ')}.`,
      'OPERATION_IN_PROGRESS',
    )
  }
  return addRow(state, {
    __typename: 'BulkOperation',
    id: mintId(state, 'BulkOperation'),
    type,
    status: 'CREATED',
    errorCode: null,
    createdAt: time,
    completedAt: null,
    objectCount: '0',
    rootObjectCount: '0',
    fileSize: null,
    url: null,
    partialDataUrl: null,
    grant: execution.grant,
    ...facts,
  })
}

export const bulkMutations = {
  bulkOperationRunQuery(call) {
    const query = String(call.args['query'])
    const fault = faultOfBulkQuery(query) ?? validate(adminSchema(), parse(query))[0]?.message
    if (fault !== undefined) throw refuse(['query'], fault, 'INVALID')
    return {
      bulkOperation: begin(call, 'QUERY', { query, groupObjects: call.args['groupObjects'] === true }),
    }
  },
  bulkOperationRunMutation(call) {
    const { args, state } = call
    const mutation = String(args['mutation'])
    refuseMutation(mutation)
    const identifier = args['clientIdentifier']
    if (typeof identifier === 'string' && identifier.length < 10)
      throw refuse(['clientIdentifier'], 'is too short (minimum is 10 characters)', 'INVALID_MUTATION')
    if (typeof identifier === 'string' && identifier.length > 255)
      throw refuse(['clientIdentifier'], 'is too long (maximum is 255 characters)', 'INVALID_MUTATION')
    const file = state.files.get(String(args['stagedUploadPath']))
    if (file === undefined) {
      throw refuse(
        null,
        "The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL correctly for the stagedUploadPath mutation argument.",
        'NO_SUCH_FILE',
      )
    }
    if (file.byteLength === 0) throw refuse(null, 'The input file is empty.', 'INVALID_STAGED_UPLOAD_FILE')
    if (file.byteLength > mostBytes) {
      throw refuse(
        null,
        'The input file size exceeds the maximum allowed size of 100 MB.',
        'INVALID_STAGED_UPLOAD_FILE',
      )
    }
    const input = new TextDecoder().decode(file)
    return { bulkOperation: begin(call, 'MUTATION', { query: mutation, input }) }
  },
  bulkOperationCancel({ args, state, execution }) {
    const operation = rowsOf(state, 'BulkOperation').find(({ id }) => id === args['id'])
    if (operation === undefined) throw refuse(['id'], 'Bulk operation does not exist')
    if (!isActive(operation)) {
      const status = String(operation['status']).toLowerCase()
      throw refuse(null, `A bulk operation cannot be canceled when it is ${status}`)
    }
    if (operation['status'] !== 'CANCELING')
      Object.assign(operation, { status: 'CANCELING', cancelingAt: execution.now })
    return { bulkOperation: operation }
  },
  stagedUploadsCreate({ args, state }) {
    const inputs = Array.isArray(args['input']) ? (args['input'] as unknown[]) : []
    return { stagedTargets: inputs.map((input) => targetFor(input, state.minted++)) }
  },
} satisfies Record<string, Mutation>

function targetFor(input: unknown, number: number) {
  const filename = isObject(input) ? String(input['filename']) : 'file'
  const key = `tmp/70000001001/bulk/${number}/${filename}`
  const parameters = {
    'Content-Type': isObject(input) ? String(input['mimeType']) : '',
    success_action_status: '201',
    acl: 'private',
    key,
    'x-goog-algorithm': 'GOOG4-RSA-SHA256',
    policy: Buffer.from(key).toString('base64'),
    'x-goog-signature': 'emulated',
  }
  return {
    url: 'https://shopify-staged-uploads.storage.googleapis.com/',
    resourceUrl: null,
    parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })),
  }
}

function refuseMutation(text: string): void {
  const wrong = (message: string, code?: string): Refusal =>
    refuse(code === undefined ? ['mutation'] : null, message, code)
  let document
  try {
    document = parse(text)
  } catch (error) {
    const said = error instanceof Error ? error.message.replace('Syntax Error: ', 'syntax error, ') : ''
    throw wrong(`Failed to parse the mutation - ${said}`, 'INVALID_MUTATION')
  }
  const operation = getOperationAST(document)
  if (operation?.operation !== 'mutation')
    throw wrong('Invalid operation type. Only `mutation` operations are supported.', 'INVALID_MUTATION')
  const [field, second] = operation.selectionSet.selections
  if (field?.kind !== Kind.FIELD || second !== undefined)
    throw wrong('You must specify a single top level mutation.')
  if (notAllowed.test(field.name.value)) throw wrong('You must use an allowed mutation name.')
  const [fault] = validate(adminSchema(), document)
  if (fault !== undefined) throw wrong(fault.message, 'INVALID_MUTATION')
  if (connectionsOf(document, adminSchema()).length > 1)
    throw wrong('Bulk mutations cannot contain more than 1 connection.')
}
