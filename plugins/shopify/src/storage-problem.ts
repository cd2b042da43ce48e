import { parseJson, Problem, type VendorAnswer } from '@patchbay/contract'
import { graphqlProblem } from './graphql-errors.ts'

/**
 * What is wrong with an answer of the storage; undefined leaves it to the rules for its status. A range that is shorter
 * than it says was cut off on its way, and is worth asking for again.
 */
export function storageProblem({ status, headers, body }: VendorAnswer): Problem | undefined {
  if (!(body instanceof Uint8Array)) return undefined
  if (status === 200 && headers['content-type']?.includes('application/json') === true) {
    // No result has this type: Shopify has answered in the storage's place.
    return graphqlProblem({ status, headers, body: parseJson(body) }, { status })
  }
  const range = /^bytes (\d+)-(\d+)\//.exec(headers['content-range'] ?? '')
  if (status !== 206 || range === null) return undefined
  const length = Number(range[2]) - Number(range[1]) + 1
  if (length === body.byteLength) return undefined
  return new Problem('vendor_error', {
    detail: `The storage said that it sends ${length} bytes, and sent ${body.byteLength}.`,
    upstream: { status },
  })
}
