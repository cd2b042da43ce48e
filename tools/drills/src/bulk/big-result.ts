import type { VendorBehavior } from '../support/fake-vendor.ts'

const childrenOfEach = 4
/** Children lie so many objects behind their parents, which is over the edges of whatever is read at once. */
const distance = 37

const digits = 10
const numbered = (number: number): string => String(number).padStart(digits, '0')

const productLine = (number: number): string =>
  `{"id":"gid://shopify/Product/${numbered(number)}","title":"Product ${numbered(number)}","descriptionHtml":"${'Lorem ipsum dolor sit amet. '.repeat(14)}"}\n`
const variantLine = (number: number, parent: number): string =>
  `{"id":"gid://shopify/ProductVariant/${numbered(number)}","sku":"SKU-${numbered(number)}","price":"19.90","inventoryQuantity":12,"__parentId":"gid://shopify/Product/${numbered(parent)}"}\n`

/** One product, and the variants of another one. All are equally long. */
function group(number: number, groups: number): string {
  const parent = (number + groups - distance) % groups
  // The last products have theirs at the beginning of the file otherwise, which is too far away.
  const owner = number < distance ? number : parent
  let text = productLine(number)
  for (let index = 0; index < childrenOfEach; index += 1)
    text += variantLine(number * childrenOfEach + index, owner)
  return text
}

/** How many variants a product has in such a result: those at its beginning and its end have others. */
export const variantsOf = (number: number, groups: number): number =>
  (number < distance ? childrenOfEach : 0) + (number + distance < groups ? childrenOfEach : 0)

export interface BigResult {
  /** Products. */
  readonly groups: number
  readonly bytes: number
  /** The shop, which knows one bulk operation, and the storage, which gives ranges of what it has found. */
  readonly behavior: VendorBehavior
}

const query =
  '{ products { edges { node { id title descriptionHtml variants { edges { node { id sku price inventoryQuantity } } } } } } }'

/** A result of about so many bytes, which is made as it is read and held nowhere. */
export function bigResult(wanted: number): BigResult {
  const length = Buffer.byteLength(group(0, distance * 2))
  const groups = Math.ceil(wanted / length)
  const bytes = groups * length
  const slice = (start: number, end: number): Buffer => {
    const from = Math.floor(start / length)
    let text = ''
    for (let number = from; number * length < end; number += 1) text += group(number, groups)
    return Buffer.from(text).subarray(start - from * length, end - from * length)
  }
  return {
    groups,
    bytes,
    behavior(request, response) {
      if (request.method === 'POST') {
        const url = 'https://storage.googleapis.com/results/big.jsonl?Signature=drill'
        const bulkOperation = { status: 'COMPLETED', errorCode: null, query, url, partialDataUrl: null }
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ data: { bulkOperation } }))
        return
      }
      const [, from = 0, to = 0] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')?.map(Number) ?? []
      const end = Math.min(to + 1, bytes)
      response.writeHead(206, {
        'content-type': 'application/jsonl',
        'content-range': `bytes ${from}-${end - 1}/${bytes}`,
      })
      response.end(slice(from, end))
    },
  }
}
