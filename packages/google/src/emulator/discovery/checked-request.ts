import type { EmulatorAnswer, EmulatorRequest } from '@patchbay/contract/emulator'
import { invalid, notFound, refusal } from '../answers.ts'
import { checkValue, type Violation } from './check-value.ts'
import type { DiscoveryDocument, DiscoveryMethod } from './document.ts'
import { methodFinder } from './find-method.ts'

/** A request that fits its method. */
export interface CheckedRequest {
  readonly method: DiscoveryMethod
  /** From the path, decoded. */
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Undefined where the method takes none. */
  readonly body: Readonly<Record<string, unknown>> | undefined
}

export interface RequestChecker {
  /** The request, or Google's refusal of it; undefined where no method of the documents has its path. */
  (request: EmulatorRequest): CheckedRequest | EmulatorAnswer | undefined
}

/** What every method takes beside its own parameters. */
const common = new Set(['$.xgafv', 'alt', 'fields', 'key', 'prettyPrint', 'quotaUser'])

/** Makes the check of requests against discovery documents: unknown fields, wrong types and wrong enums are refused. */
export function requestChecker(
  documents: readonly DiscoveryDocument[],
  { hasLooseEnums = false }: { readonly hasLooseEnums?: boolean } = {},
): RequestChecker {
  const find = methodFinder(documents)
  const schemas = Object.assign({}, ...documents.map((one) => one.schemas)) as DiscoveryDocument['schemas']
  return (request) => {
    const found = find(request.method, request.path)
    if (found === undefined) return undefined
    const { method, parameters } = found
    const options = { schemas, hasLooseEnums }
    const violations = checkQuery(request.query, method, options)
    if (violations.length > 0) return invalid(violations)
    const taken = { method, path: parameters, query: request.query }
    if (method.request === undefined) return { ...taken, body: undefined }
    const body = parse(request.body)
    if (body === undefined)
      return refusal(400, 'Invalid JSON payload received. Unexpected end of string.', 'INVALID_ARGUMENT')
    const wrong = checkValue(body, { $ref: method.request }, options)
    return wrong.length > 0 ? invalid(wrong) : { ...taken, body }
  }
}

export const isAnswer = (value: CheckedRequest | EmulatorAnswer): value is EmulatorAnswer => 'status' in value

/** The page that Google answers paths with that no API has. */
export const unknownPath = (request: EmulatorRequest): EmulatorAnswer => notFound(request.path)

function checkQuery(
  query: URLSearchParams,
  { parameters }: DiscoveryMethod,
  options: Parameters<typeof checkValue>[2],
): Violation[] {
  return [...new Set(query.keys())].flatMap((name): Violation[] => {
    if (common.has(name)) return []
    const parameter = parameters[name]
    if (parameter?.location !== 'query') {
      return [
        {
          field: '',
          description: `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
        },
      ]
    }
    const values = query.getAll(name)
    const given = parameter.repeated === true ? values : values.slice(0, 1)
    return given.flatMap((value) =>
      checkValue(value, parameter, options).map(({ description }) => ({
        field: name,
        description: description.replace("''", `'${name}'`),
      })),
    )
  })
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
