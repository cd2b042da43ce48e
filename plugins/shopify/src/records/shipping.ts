import { Type } from '@patchbay/contract'
import { NullableText } from '../fields.ts'
import { list, page } from '../shape/lists.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'

/** Who sends goods out: the shop itself, or somebody for it. */
export const FulfillmentService = record({
  id: Type.String(),
  handle: Type.String(),
  name: at('serviceName', Type.String()),
  type: Type.String({ description: 'MANUAL, THIRD_PARTY or GIFT_CARD.' }),
  trackingSupport: Type.Boolean({ description: 'Whether it tells tracking numbers.' }),
  inventoryManagement: Type.Boolean({ description: 'Whether it keeps the stock.' }),
  locationId: at('location?.id', Type.String()),
  locationName: at('location?.name', Type.String()),
})

/** Who works out rates of shipping at the checkout. */
export const CarrierService = record({
  id: Type.String(),
  name: NullableText,
  formattedName: NullableText,
  active: Type.Boolean(),
  callbackUrl: NullableText,
  supportsServiceDiscovery: Type.Boolean(),
})

const Method = record({
  id: Type.String(),
  name: Type.String(),
  active: Type.Boolean(),
  price: at('rateProvider<DeliveryRateDefinition>?.price', money('Null where a carrier works it out.')),
})

const Zone = record({
  id: at('zone.id', Type.String()),
  name: at('zone.name', Type.String()),
  countries: at(
    'zone.countries',
    list(
      record({
        code: at(
          'code.countryCode?',
          Type.String({ description: 'ISO 3166 code; null for the rest of the world.' }),
        ),
        restOfWorld: at('code.restOfWorld', Type.Boolean()),
      }),
    ),
  ),
  methods: at('methodDefinitions', page(Method, { first: 10, description: 'The first ten.' })),
})

/** Where to and for how much some products are sent. */
export const ShippingProfile = record({
  id: Type.String(),
  name: Type.String(),
  isDefault: at(
    'default',
    Type.Boolean({ description: 'Whether it is for all products without one of their own.' }),
  ),
  groups: at(
    'profileLocationGroups',
    list(
      record({
        id: at('locationGroup.id', Type.String({ description: 'The locations that it is sent from.' })),
        zones: at('locationGroupZones', page(Zone, { first: 10, description: 'The first ten.' })),
      }),
    ),
  ),
})
