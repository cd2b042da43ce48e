import fc from 'fast-check'
import { hostileText, spoiled, valid } from './arbitraries.ts'
import type { DocumentedOperation } from './document.ts'
import { fits, type JsonSchema } from './json-schema.ts'

/** A request, and what has to become of it: anything documented, or a refusal, or anything but one for its input. */
export interface FuzzRequest {
  readonly operation: DocumentedOperation
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly expected: 'anything' | 'refused' | 'fitting'
}

const json = { 'content-type': 'application/json' }

// What HTTP lets a header carry; what it does not is for another drill.
const headerText = hostileText.map((text) =>
  text
    .replaceAll(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, 200),
)

const oddHeaders: fc.Arbitrary<Readonly<Record<string, string>>> = fc.oneof(
  fc.record({
    authorization: fc.oneof(
      fc.constant(''),
      headerText.map((text) => `Bearer ${text}`),
      headerText,
    ),
  }),
  fc.record({ 'patchbay-connection': headerText }),
  fc.record({ 'content-type': fc.oneof(headerText, fc.constantFrom('text/plain', 'application/xml')) }),
  fc.record({ traceparent: headerText, 'if-none-match': headerText, accept: headerText }),
  fc.record({ 'idempotency-key': headerText }),
)

/** Requests to one operation, good ones and bad ones. */
export function requestsTo(operation: DocumentedOperation): fc.Arbitrary<FuzzRequest> {
  const plain = {
    operation,
    method: operation.method,
    headers: {},
    body: undefined,
    expected: 'anything',
  } as const
  const { input } = operation
  const simple = targetsOf(operation).map((url) => ({ ...plain, url }))
  if (input === undefined) return odd(simple, operation)
  const good = goodInputs(input, operation.examples)
  const requests = operation.method === 'GET' ? queries(plain, input, good) : bodies(plain, input, good)
  return odd(requests, operation)
}

const part = /\{\w+\}/

/** Paths with something in each of their parts that is known, or that nobody should send. */
function targetsOf({ path }: DocumentedOperation): fc.Arbitrary<string> {
  const parts = path.split(part).length - 1
  if (parts === 0) return fc.constant(path)
  const one = fc.oneof(hostileText, fc.constantFrom('shopify', 'bing-wmt', 'not_found', 'internal'))
  return fc
    .array(one, { minLength: parts, maxLength: parts })
    .map((texts) =>
      texts.reduce((url, text) => url.replace(part, () => encodeURIComponent(text.toWellFormed())), path),
    )
}

type Plain = Omit<FuzzRequest, 'url'>

const goodInputs = (input: JsonSchema, examples: readonly unknown[]): fc.Arbitrary<unknown> => {
  const fitting = examples.filter((example) => fits(input, example))
  return fitting.length === 0
    ? valid(input)
    : fc.oneof({ weight: 2, arbitrary: valid(input) }, { weight: 1, arbitrary: fc.constantFrom(...fitting) })
}

function bodies(plain: Plain, input: JsonSchema, good: fc.Arbitrary<unknown>): fc.Arbitrary<FuzzRequest> {
  const send = ([url, value]: [string, unknown]): FuzzRequest => {
    const body = JSON.stringify(value)
    const isGood = fits(input, JSON.parse(body))
    return { ...plain, url, headers: json, body, expected: isGood ? 'fitting' : 'refused' }
  }
  const to = targetsOf(plain.operation)
  const wild = fc.tuple(to, hostileText).map(([url, body]) => ({ ...plain, url, headers: json, body }))
  return fc.oneof(
    { weight: 5, arbitrary: fc.tuple(to, good).map(send) },
    { weight: 6, arbitrary: fc.tuple(to, spoiled(input, good)).map(send) },
    { weight: 1, arbitrary: wild },
  )
}

function queries(plain: Plain, input: JsonSchema, good: fc.Arbitrary<unknown>): fc.Arbitrary<FuzzRequest> {
  // Operations refuse what they do not know. Other routes ignore it, as HTTP does by custom.
  const expected = /^\/v1\/connectors\/.+\//.test(plain.operation.path) ? 'refused' : 'anything'
  const to = targetsOf(plain.operation)
  const fitting = fc.tuple(to, good).map(([path, value]): FuzzRequest => {
    const url = `${path}?${queryOf(value)}`
    return { ...plain, url, expected: 'fitting' }
  })
  const unknown = fc.tuple(to, good, hostileText).map(([path, value, text]): FuzzRequest => {
    const url = `${path}?${queryOf(value)}&no-such-field=${encodeURIComponent(text.toWellFormed())}`
    return { ...plain, url, expected }
  })
  const wild = fc.tuple(to, hostileText).map(([path, text]): FuzzRequest => ({
    ...plain,
    url: `${path}?${encodeURI(text.toWellFormed())}`,
  }))
  return fc.oneof(
    { weight: 3, arbitrary: fitting },
    { weight: 2, arbitrary: unknown },
    { weight: 1, arbitrary: wild },
  )
}

const queryOf = (value: unknown): string =>
  Object.entries(value as object)
    .flatMap(([name, member]) => [member].flat().map((one) => [name, String(one).toWellFormed()] as const))
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&')

/** Some with a header or a method that nobody should send. */
function odd(
  requests: fc.Arbitrary<FuzzRequest>,
  { wrongMethod }: DocumentedOperation,
): fc.Arbitrary<FuzzRequest> {
  return fc.oneof(
    { weight: 8, arbitrary: requests },
    {
      weight: 1,
      arbitrary: fc.tuple(requests, oddHeaders).map(([request, headers]): FuzzRequest => ({
        ...request,
        headers: { ...request.headers, ...headers },
        expected: 'anything',
      })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(requests, fc.constantFrom(wrongMethod, 'OPTIONS', 'TRACE'))
        .map(([request, method]): FuzzRequest => ({ ...request, method, expected: 'refused' })),
    },
  )
}
