import { defineOperation, Type, type Static } from '@patchbay/contract'
import { costOf } from '../limits.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { idIn, pageFields, pageQuery, ResourceId } from '../report/resource.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { AudienceDimensions, audienceName, namesIn, wireDimensionNames } from '../wire/audience.ts'
import { recorded } from './recorded.ts'

const WireList = Type.Object({
  name: Type.String(),
  audience: Type.Optional(Type.String()),
  audienceDisplayName: Type.Optional(Type.String()),
  dimensions: wireDimensionNames,
  activeDaysRemaining: Type.Optional(Type.Integer()),
  audienceLists: Type.Optional(Type.Array(Type.String())),
  webhookNotification: Type.Optional(Type.Object({ uri: Type.Optional(Type.String()) })),
})

const WireLists = Type.Object({
  recurringAudienceLists: Type.Optional(Type.Array(WireList)),
  nextPageToken: Type.Optional(Type.String()),
})

const RecurringList = Type.Object({
  id: Type.String({ description: 'Number of the recurring list.' }),
  audience: Type.String({ description: 'Number of the audience.' }),
  audienceName: Type.String(),
  dimensions: Type.Array(Type.String()),
  activeDaysRemaining: Type.Integer({ description: 'For how many more days it is made.' }),
  lists: Type.Array(Type.String(), { description: 'Numbers of the lists that were made.' }),
  notifies: Type.Union([Type.String(), Type.Null()], {
    description: 'Address that Google calls when a list begins and when it is there.',
  }),
})

// The channel token with which Google proves itself to that address stops here: it is a secret.
const listOf = (wire: Static<typeof WireList>): Static<typeof RecurringList> => ({
  id: idIn(wire.name),
  audience: idIn(wire.audience ?? ''),
  audienceName: wire.audienceDisplayName ?? '',
  dimensions: namesIn(wire.dimensions),
  activeDaysRemaining: wire.activeDaysRemaining ?? 0,
  lists: (wire.audienceLists ?? []).map(idIn),
  notifies: wire.webhookNotification?.uri ?? null,
})

const pathOf = (property: string, id?: string): string =>
  `/v1alpha/properties/${property}/recurringAudienceLists${id === undefined ? '' : `/${id}`}`

const alpha = 'Google may change this alpha method at any time.'

/** Audiences that Google lists anew every day. */
export const recurringAudienceLists = {
  'recurring-audience-lists.create': defineOperation(vendor, {
    title: 'Order the daily list of an audience',
    description: `Lets Google list the users of an audience anew every day, which takes tokens of the quota each time. Once made it cannot be ended through the API; it ends by itself after \`activeDays\`. ${alpha}`,
    effect: 'write',
    stability: 'experimental',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      audience: ResourceId('Number of the audience.'),
      dimensions: AudienceDimensions,
      activeDays: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 180, description: 'For how many days. Default: 180.' }),
      ),
      notifyUri: Type.Optional(
        Type.String({
          pattern: '^https://',
          maxLength: 128,
          description: 'Address that Google calls when a list begins and when it is there. Default: none.',
        }),
      ),
    }),
    output: RecurringList,
    cost: costOf.core,
    examples: [
      {
        title: 'Those who bought, for a month',
        input: { audience: '2', dimensions: ['deviceId'], activeDays: 30 },
        output: recorded('recurring-audience-lists.create'),
      },
    ],
    async run({ input, config, http }) {
      const property = propertyOf(input, config)
      const { audience, dimensions, activeDays, notifyUri } = input
      const { body } = await http.post(pathOf(property), {
        json: {
          audience: audienceName(property, audience),
          dimensions: dimensions.map((dimensionName) => ({ dimensionName })),
          ...(activeDays === undefined ? {} : { activeDaysRemaining: activeDays }),
          ...(notifyUri === undefined ? {} : { webhookNotification: { uri: notifyUri } }),
        },
        response: WireList,
        about: { core: property },
      })
      return listOf(body)
    },
  }),
  'recurring-audience-lists.get': defineOperation(vendor, {
    title: 'Look at a daily list of an audience',
    description: `A recurring list with the numbers of the lists that were made. ${alpha}`,
    effect: 'read',
    stability: 'experimental',
    scopes: reading,
    input: Type.Object({ property: PropertyId, id: ResourceId('Number of the recurring list.') }),
    output: RecurringList,
    examples: [
      {
        title: 'That of those who bought',
        input: { id: '301' },
        output: recorded('recurring-audience-lists.get'),
      },
    ],
    async run({ input, config, http }) {
      const { body } = await http.get(pathOf(propertyOf(input, config), input.id), { response: WireList })
      return listOf(body)
    },
  }),
  'recurring-audience-lists.list': defineOperation(vendor, {
    title: 'List daily lists of audiences',
    description: `The recurring lists of a property. ${alpha}`,
    effect: 'read',
    stability: 'experimental',
    scopes: reading,
    input: Type.Object({ property: PropertyId, ...pageFields }),
    output: Type.Object({ items: Type.Array(RecurringList) }),
    examples: [
      { title: 'All of the property', input: {}, output: recorded('recurring-audience-lists.list') },
    ],
    async run({ input, config, http, report }) {
      const { body } = await http.get(pathOf(propertyOf(input, config)), {
        query: pageQuery(input),
        response: WireLists,
      })
      report.next(body.nextPageToken === '' ? undefined : body.nextPageToken)
      return { items: (body.recurringAudienceLists ?? []).map(listOf) }
    },
  }),
}
