import { defineOperation, Type } from '@patchbay/contract'
import { example } from '../building/example.ts'
import { limits } from '../limits.ts'
import { siteField, siteOf } from '../site/site-url.ts'
import { gsc } from '../vendor.ts'

const status = defineOperation(gsc, {
  title: 'What is left of the quotas',
  description:
    'How many searches and URL inspections a property has left, as counted here, since Google tells nothing of it before a quota is spent: inspections are 2,000 a day from midnight in California. What other programs use is not seen. Ask before inspecting many pages.',
  effect: 'read',
  input: Type.Object({ ...siteField }),
  output: Type.Object({
    siteUrl: Type.String(),
    quotas: Type.Array(
      Type.Object({
        limit: Type.String(),
        title: Type.String(),
        left: Type.Number(),
        capacity: Type.Number(),
        pausedFor: Type.Number({ description: 'Seconds for which Google refuses; 0 if it does not.' }),
      }),
    ),
  }),
  examples: [example('quotas.status', 'Of a shop', { siteUrl: 'https://shop.fernhill.example/' })],
  async run(context) {
    const siteUrl = siteOf(context.input, context.config)
    const levels = await context.limits({ site: siteUrl })
    // The others are of the account, and full again within a minute.
    const ofSite = Object.entries(levels).filter(([limit]) => limit.startsWith('site'))
    const quotas = ofSite.map(([limit, level]) => ({
      limit,
      title: Object.hasOwn(limits, limit) ? limits[limit as keyof typeof limits].title : limit,
      left: level.left,
      capacity: level.capacity,
      pausedFor: level.pausedFor,
    }))
    return { siteUrl, quotas }
  },
})

export const quotas = { 'quotas.status': status }
