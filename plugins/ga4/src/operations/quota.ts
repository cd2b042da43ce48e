import { defineOperation, Type } from '@patchbay/contract'
import { PropertyId, propertyOf } from '../property.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { levelsOf, Quota, WireQuota } from '../wire/quota.ts'
import { recorded } from './recorded.ts'

const WireSnapshot = Type.Object({
  corePropertyQuota: Type.Optional(WireQuota),
  realtimePropertyQuota: Type.Optional(WireQuota),
  funnelPropertyQuota: Type.Optional(WireQuota),
})

/** What is left of the quotas of a property. */
export const quota = {
  'quota.get': defineOperation(vendor, {
    title: 'Get what is left of quotas',
    description:
      'What is left of the quotas of a property: for reports, for realtime reports and for funnels. Asking costs a token, so the answer is kept for a minute; every report tells the same about its own kind. The day ends at midnight in California.',
    effect: 'read',
    stability: 'experimental',
    scopes: reading,
    input: Type.Object({ property: PropertyId }),
    output: Type.Object({
      property: Type.String({ description: 'Id of the property.' }),
      core: Quota,
      realtime: Quota,
      funnel: Quota,
    }),
    cost: { coreTokensPerDay: 1, coreTokensPerHour: 1, coreTokensPerProjectPerHour: 1 },
    cache: { ttl: '1m' },
    examples: [{ title: 'The property of the connection', input: {}, output: recorded('quota.get') }],
    async run({ input, config, http }) {
      const property = propertyOf(input, config)
      const { body } = await http.get(`/v1alpha/properties/${property}/propertyQuotasSnapshot`, {
        response: WireSnapshot,
        // It tells about all three, whose limits are found by what the request is about.
        about: { core: property, realtime: property, funnel: property },
      })
      const { corePropertyQuota, realtimePropertyQuota, funnelPropertyQuota } = body
      return {
        property,
        core: levelsOf(corePropertyQuota ?? {}),
        realtime: levelsOf(realtimePropertyQuota ?? {}),
        funnel: levelsOf(funnelPropertyQuota ?? {}),
      }
    },
  }),
}
