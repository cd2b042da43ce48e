import { defineOperation, Problem, Type, type Static } from '@patchbay/contract'
import { example } from '../building/example.ts'
import { lookup, notification } from '../limits.ts'
import { send } from '../request.ts'
import { scopes } from '../scopes.ts'
import { gsc } from '../vendor.ts'

const WireNotice = Type.Object({ notifyTime: Type.Optional(Type.String()) })
const WireMetadata = Type.Object({
  url: Type.Optional(Type.String()),
  latestUpdate: Type.Optional(WireNotice),
  latestRemove: Type.Optional(WireNotice),
})
const WirePublished = Type.Object({ urlNotificationMetadata: Type.Optional(WireMetadata) })

const Moment = (description: string) =>
  Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description })

const Status = Type.Object({
  url: Type.String(),
  updatedAt: Moment('When Google was last told that the page is new or changed.'),
  removedAt: Moment('When Google was last told that the page is gone.'),
})

const statusFrom = (url: string, wire: Static<typeof WireMetadata>): Static<typeof Status> => ({
  url,
  updatedAt: wire.latestUpdate?.notifyTime ?? null,
  removedAt: wire.latestRemove?.notifyTime ?? null,
})

const url = Type.String({
  pattern: '^https?://',
  maxLength: 2_048,
  description: 'Full URL of a page of a property that the account owns.',
})

const publish = defineOperation(gsc, {
  title: 'Notify Google of a page',
  description:
    'Tells Google at once that a page with a job posting or a broadcast event is new, changed or gone. Google offers this for no other pages, and use for others can cost the account its access: submit a sitemap for them. Off unless the connection allows it; 200 a day.',
  effect: 'idempotent',
  scopes: [scopes.indexing],
  input: Type.Object({
    url,
    isRemoved: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Whether the page is gone. Default: it is new or changed.',
      }),
    ),
  }),
  output: Status,
  examples: [
    example('indexing.publish', 'A job that changed', { url: 'https://www.fernhill.example/jobs/gardener' }),
  ],
  async run(context) {
    const { input, config } = context
    if (config.allowIndexing !== true) {
      throw new Problem('disabled', {
        detail: 'The connection does not allow the Indexing API.',
        advice:
          'Set `allowIndexing` in the config of the connection, if its pages are job postings or broadcast events; else submit a sitemap with sitemaps.submit.',
      })
    }
    const { body } = await send(context, {
      method: 'POST',
      origin: 'indexing',
      path: '/v3/urlNotifications:publish',
      json: { url: input.url, type: input.isRemoved === true ? 'URL_DELETED' : 'URL_UPDATED' },
      ...notification,
      response: WirePublished,
    })
    return statusFrom(input.url, body.urlNotificationMetadata ?? {})
  },
})

const status = defineOperation(gsc, {
  title: 'What Google was told of a page',
  description: 'When Google was last notified of a page by indexing.publish; `not_found` if it never was.',
  effect: 'read',
  scopes: [scopes.indexing],
  input: Type.Object({ url }),
  output: Status,
  cache: { ttl: '1m' },
  examples: [
    {
      title: 'A job',
      input: { url: 'https://www.fernhill.example/jobs/florist' },
      output: {
        url: 'https://www.fernhill.example/jobs/florist',
        updatedAt: '2026-11-20T08:00:00Z',
        removedAt: null,
      },
    },
  ],
  async run(context) {
    const { url: page } = context.input
    const { body } = await send(context, {
      method: 'GET',
      origin: 'indexing',
      path: '/v3/urlNotifications/metadata',
      query: { url: page },
      ...lookup,
      response: WireMetadata,
    })
    return statusFrom(page, body)
  },
})

export const indexing = { 'indexing.publish': publish, 'indexing.status': status }
