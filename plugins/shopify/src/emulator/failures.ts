import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { bucketSize, restorePerSecond } from './bucket.ts'

const page = `<!DOCTYPE html>
<html><head><title>503 Service Unavailable</title></head><body><h1>Service Unavailable</h1></body></html>`

/** Shopify's failures in its own shapes: `errors` is a text outside GraphQL and a list within it. */
export const failures = {
  unauthorized: {
    status: 401,
    body: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
  },
  forbidden: {
    status: 403,
    body: { errors: '[API] This action requires merchant approval for read_products scope.' },
  },
  notFound: { status: 404, body: { errors: 'Not Found' } },
  rejected: {
    status: 200,
    body: {
      errors: [
        {
          message: 'Malformed cursor',
          locations: [{ line: 2, column: 3 }],
          extensions: { code: 'BAD_REQUEST' },
          path: ['products'],
        },
      ],
      data: null,
    },
  },
  rateLimited: {
    status: 200,
    body: {
      errors: [
        {
          message: 'Throttled',
          extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' },
        },
      ],
      extensions: {
        cost: {
          requestedQueryCost: 58,
          actualQueryCost: null,
          throttleStatus: {
            maximumAvailable: bucketSize,
            currentlyAvailable: 8,
            restoreRate: restorePerSecond,
          },
        },
      },
    },
  },
  unavailable: { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page },
} satisfies Readonly<Record<string, EmulatorAnswer>>

/** What Shopify says of a token that never ends, to public apps. */
export const neverExpiringRefused: EmulatorAnswer = {
  status: 403,
  body: {
    errors:
      '[API] Non-expiring access tokens are no longer accepted for the Admin API. Start using expiring offline tokens: https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens',
  },
}
