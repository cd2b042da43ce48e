import { defineVendor, Type, type LimitObservation, type VendorAnswer } from '@patchbay/contract'
import { authentication } from './authentication.ts'
import { classify } from './errors.ts'
import { isObject, numberOf } from './json.ts'

/** The version of the Admin API that every document is written and validated against. */
export const apiVersion = '2026-10'

export const graphqlPath = `/admin/api/${apiVersion}/graphql.json`

export const shopify = defineVendor({
  api: `Shopify Admin GraphQL ${apiVersion}`,
  docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10',
  sunset: '2027-10-01',
  config: Type.Object({
    shop: Type.String({
      title: 'Shop domain',
      description: 'The permanent domain of the shop, such as `my-shop.myshopify.com`; not a custom domain.',
      pattern: '^[a-zA-Z0-9][a-zA-Z0-9-]*\\.myshopify\\.com$',
      maxLength: 255,
    }),
  }),
  auth: authentication,
  origins: {
    admin: (config) => `https://${config.shop}`,
    // Where Shopify keeps results of bulk operations, and takes files. They are asked without the access token.
    storage: 'https://storage.googleapis.com',
    uploads: 'https://shopify-staged-uploads.storage.googleapis.com',
  },
  limits: {
    points: {
      kind: 'bucket',
      title: 'Query cost of the app in the shop',
      unit: 'points',
      per: ['connection'],
      capacity: 2_000,
      refillPerSecond: 100,
      source:
        'https://shopify.dev/docs/api/usage/limits: the standard plan. Larger plans have more; every answer says how much, and the limit follows it.',
    },
  },
  classify,
  learn,
})

/** Every answer that was charged tells the bucket's true state, whatever the plan of the shop. */
function learn({ body }: VendorAnswer): { points?: LimitObservation } | undefined {
  const extensions = isObject(body) ? body['extensions'] : undefined
  const cost = isObject(extensions) ? extensions['cost'] : undefined
  if (!isObject(cost) || !isObject(cost['throttleStatus'])) return undefined
  const { maximumAvailable, currentlyAvailable, restoreRate } = cost['throttleStatus']
  const left = numberOf(currentlyAvailable)
  const capacity = numberOf(maximumAvailable)
  const refillPerSecond = numberOf(restoreRate)
  return {
    points: {
      cost: numberOf(cost['actualQueryCost']) ?? 0, // null when the request was throttled: nothing was charged
      ...(left === undefined ? {} : { left }),
      ...(capacity === undefined ? {} : { capacity }),
      ...(refillPerSecond === undefined ? {} : { refillPerSecond }),
    },
  }
}
