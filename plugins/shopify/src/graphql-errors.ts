import { Problem, type FieldError, type UpstreamFacts, type VendorAnswer } from '@patchbay/contract'
import { isObject, listOf, numberOf, textOf, type JsonObject } from './json.ts'

/** One entry of `errors` in an answer of GraphQL. */
export interface GraphqlError {
  readonly message: string
  /** In Shopify's words, such as THROTTLED; the names of broken validation rules are in camel case. */
  readonly code: string | undefined
  /** Where in the data, dotted. */
  readonly path: string | undefined
  /** Where in the document. */
  readonly place: string | undefined
  readonly extensions: JsonObject
}

/** `errors` may be a list, a text, or an object by field. */
export function graphqlErrors(errors: unknown): GraphqlError[] {
  if (typeof errors === 'string') return [asError({ message: errors })]
  if (Array.isArray(errors))
    return errors.map((error: unknown) => asError(isObject(error) ? error : { message: String(error) }))
  if (!isObject(errors)) return []
  return Object.entries(errors).map(([field, message]) =>
    asError({ message: `${field}: ${String(message)}` }),
  )
}

/**
 * What an answer with status 200 failed with. Undefined where some data came: then the operation says what is
 * missing, and nothing that arrived is thrown away.
 */
export function graphqlProblem({ body }: VendorAnswer, upstream: UpstreamFacts): Problem | undefined {
  if (!isObject(body)) {
    return new Problem('vendor_error', {
      detail: 'Shopify answered with something that is not JSON.',
      upstream,
    })
  }
  const errors = graphqlErrors(body['errors'])
  const [first] = errors
  if (first === undefined || hasData(body['data'])) return undefined
  return problemOf(
    first,
    errors,
    body,
    first.code === undefined ? upstream : { ...upstream, code: first.code },
  )
}

/** Which scopes would do that an error says are missing, such as `read_orders or read_quick_sale`. */
export function missingAccess(error: GraphqlError): string {
  const said = textOf(error.extensions['requiredAccess'])
  const scopes = [...(said?.split(' Also:')[0] ?? '').matchAll(/`(\w+)`/g)].map(([, scope]) => scope)
  return scopes.length > 0 ? scopes.join(' or ') : (said ?? 'access that Shopify does not name')
}

function problemOf(
  first: GraphqlError,
  errors: readonly GraphqlError[],
  body: JsonObject,
  upstream: UpstreamFacts,
): Problem {
  const detail = `Shopify: ${first.message}`
  switch (first.code) {
    case 'THROTTLED':
      return new Problem('vendor_rate_limited', {
        detail: 'Shopify throttles: the points of the app in this shop are spent.',
        retryAfter: secondsToRefill(body),
        upstream,
      })
    case 'MAX_COST_EXCEEDED':
      return new Problem('vendor_rejected', {
        detail,
        advice: 'Ask for smaller pages or fewer nested lists; one request may cost at most 1,000 points.',
        upstream,
      })
    case 'ACCESS_DENIED':
      return new Problem('connection_forbidden', {
        detail,
        advice: first.message.includes('not approved')
          ? 'Ask Shopify to approve the app for protected customer data; a scope does not help here.'
          : `The connection lacks ${missingAccess(first)}. Grant it to the app at Shopify, and install the app again.`,
        upstream,
      })
    case 'SHOP_INACTIVE':
      return new Problem('connection_forbidden', {
        detail,
        advice: 'The shop is not active; its owner has to open it again.',
        upstream,
      })
    case 'INTERNAL_SERVER_ERROR':
    case 'TIMEOUT': {
      const requestId = textOf(first.extensions['requestId'])
      return new Problem('vendor_error', {
        detail,
        upstream: requestId === undefined ? upstream : { ...upstream, requestId },
      })
    }
    case 'RESOURCE_NOT_FOUND':
    case 'NOT_FOUND':
      return new Problem('not_found', {
        detail,
        advice: 'Check the id; it is a gid such as gid://shopify/Product/1.',
        upstream,
      })
    default:
      return new Problem('vendor_rejected', { detail, errors: errors.map(asFieldError), upstream })
  }
}

function asError(error: JsonObject): GraphqlError {
  const extensions = isObject(error['extensions']) ? error['extensions'] : {}
  const path = listOf(error['path'])
  const [location] = listOf(error['locations'])
  return {
    message: textOf(error['message']) ?? 'an error without a message',
    code: textOf(extensions['code']),
    path: path.length === 0 ? undefined : path.map(String).join('.'),
    place: isObject(location)
      ? `line ${String(location['line'])}, column ${String(location['column'])}`
      : undefined,
    extensions,
  }
}

function asFieldError({ message, place }: GraphqlError): FieldError {
  return { path: '', message: place === undefined ? message : `${message} (${place})` }
}

/** Whether anything of the data arrived. A root field that is null for an error is nothing. */
function hasData(data: unknown): boolean {
  return isObject(data) && Object.values(data).some((value) => value !== null)
}

/** The wait that Shopify leaves to be computed: it sends no Retry-After with a throttled answer. */
function secondsToRefill(body: JsonObject): number {
  const extensions = isObject(body['extensions']) ? body['extensions'] : {}
  const cost = isObject(extensions['cost']) ? extensions['cost'] : {}
  const status = isObject(cost['throttleStatus']) ? cost['throttleStatus'] : {}
  const requested = numberOf(cost['requestedQueryCost'])
  const available = numberOf(status['currentlyAvailable'])
  const rate = numberOf(status['restoreRate'])
  if (requested === undefined || available === undefined || rate === undefined || rate <= 0) return 1
  return Math.max(0, requested - available) / rate
}
