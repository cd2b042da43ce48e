import { Value } from '@sinclair/typebox/value'
import { Problem, type Http, type StreamOperation, type TObject, type TSchema } from '@patchbay/contract'
import shopify from '@patchbay/connector-shopify'
import { getOperationAST, getVariableValues, parse } from 'graphql'
import t from 'tap'
import type { ShopifyOperation } from '../src/building/operation.ts'
import { adminSchema } from '../src/schema.ts'
import type { shopify as vendor } from '../src/vendor.ts'
import './call.ts'
import { sampleOf } from './sample-of.ts'

type Any = ShopifyOperation | StreamOperation<typeof vendor, TObject, TSchema>

const operations = Object.entries(shopify.operations as unknown as Readonly<Record<string, Any>>).filter(
  (entry): entry is [string, ShopifyOperation] => 'documents' in entry[1] && 'run' in entry[1],
)

/** Fields whose values are read before anything is sent, so that none can be made up for them. */
const documents = ['query', 'mutation'] as const

interface Sent {
  readonly query: string
  readonly variables: Record<string, unknown>
}

class Caught extends Error {}

/** What an operation sends first. */
async function sentFor(operation: ShopifyOperation, input: Record<string, unknown>): Promise<Sent> {
  let sent: Sent | undefined
  const post = (_path: string, { json }: { json: unknown }): never => {
    sent = JSON.parse(JSON.stringify(json)) as Sent
    throw new Caught()
  }
  const context = {
    input,
    config: { shop: 'fernweh-outdoor.myshopify.com' },
    http: { post } as unknown as Http,
    report: { warning() {}, next() {}, partial() {} },
    idempotencyKey: 'key',
    now: 0,
  }
  try {
    await operation.run(context as unknown as Parameters<ShopifyOperation['run']>[0])
  } catch (error) {
    if (!(error instanceof Caught)) throw error
  }
  if (sent === undefined) throw new Error('nothing was sent')
  return sent
}

/** The input as it is; where a call names a thing in one of several ways, which it says, an input for each of them. */
async function choicesOf(
  operation: ShopifyOperation,
  whole: Record<string, unknown>,
): Promise<Array<Record<string, unknown>>> {
  try {
    await sentFor(operation, whole)
    return [whole]
  } catch (error) {
    const message = Problem.is(error) ? error.errors?.[0]?.message : undefined
    const ways = [...(/^needs exactly one of (.*)$/.exec(message ?? '')?.[1]?.matchAll(/`(\w+)`/g) ?? [])]
    if (ways.length === 0) throw error
    const names = ways.map(([, name = '']) => name)
    return names.map((way) =>
      Object.fromEntries(Object.entries(whole).filter(([name]) => name === way || !names.includes(name))),
    )
  }
}

t.test('every field of every input arrives where Shopify takes it', async (t) => {
  for (const [id, operation] of operations) {
    const whole = sampleOf(operation.input) as Record<string, unknown>
    const shown: Readonly<Record<string, unknown>> = operation.examples[0].input
    if (id.startsWith('bulk.')) for (const name of documents) if (name in shown) whole[name] = shown[name]
    t.ok(Value.Check(operation.input, whole), `${id}: the sample fits`)
    for (const input of await choicesOf(operation, whole)) {
      const { query, variables } = await sentFor(operation, input)
      const document = getOperationAST(parse(query))
      const { errors } = getVariableValues(adminSchema(), document?.variableDefinitions ?? [], variables)
      t.same(errors?.map(({ message }) => message) ?? [], [], id)
    }
  }
})
