import { defineOperation, Type, type Static } from '@patchbay/contract'
import { costOf } from '../limits.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { Cursor } from '../report/page.ts'
import { idIn, pageFields, pageQuery, ResourceId, rowFields, State, stateOf } from '../report/resource.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import {
  AudienceDimensions,
  audienceName,
  namesIn,
  rowsIn,
  WireAudienceRows,
  wireDimensionNames,
} from '../wire/audience.ts'
import { recorded } from './recorded.ts'

const WireExport = Type.Object({
  name: Type.String(),
  audience: Type.Optional(Type.String()),
  audienceDisplayName: Type.Optional(Type.String()),
  dimensions: wireDimensionNames,
  state: Type.Optional(Type.String()),
  beginCreatingTime: Type.Optional(Type.String()),
  creationQuotaTokensCharged: Type.Optional(Type.Integer()),
  rowCount: Type.Optional(Type.Integer()),
  errorMessage: Type.Optional(Type.String()),
  percentageCompleted: Type.Optional(Type.Number()),
})

const WireOperation = Type.Object({ name: Type.String(), response: Type.Optional(WireExport) })
const WireList = Type.Object({
  audienceExports: Type.Optional(Type.Array(WireExport)),
  nextPageToken: Type.Optional(Type.String()),
})
const WireRows = Type.Object({
  audienceExport: Type.Optional(WireExport),
  audienceRows: WireAudienceRows,
  rowCount: Type.Optional(Type.Integer()),
})

const AudienceExport = Type.Object({
  id: Type.String({ description: 'Number of the export.' }),
  audience: Type.String({ description: 'Number of the audience.' }),
  audienceName: Type.String(),
  dimensions: Type.Array(Type.String()),
  state: State,
  begunAt: Type.Union([Type.String(), Type.Null()], { description: 'When it was begun, ISO 8601.' }),
  percentCompleted: Type.Number(),
  rowCount: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Users in it; null until it is active.',
  }),
  tokensCharged: Type.Integer({ description: 'What its creation took from the quota of the property.' }),
  error: Type.Union([Type.String(), Type.Null()], { description: 'Why it failed.' }),
})

const exportOf = (wire: Static<typeof WireExport>): Static<typeof AudienceExport> => ({
  id: idIn(wire.name),
  audience: idIn(wire.audience ?? ''),
  audienceName: wire.audienceDisplayName ?? '',
  dimensions: namesIn(wire.dimensions),
  state: stateOf(wire.state),
  begunAt: wire.beginCreatingTime ?? null,
  percentCompleted: wire.percentageCompleted ?? 0,
  rowCount: wire.rowCount ?? null,
  tokensCharged: wire.creationQuotaTokensCharged ?? 0,
  error: wire.errorMessage ?? null,
})

const pathOf = (property: string, id?: string): string =>
  `/v1beta/properties/${property}/audienceExports${id === undefined ? '' : `/${id}`}`

/** Who is in an audience, as Google lists it in its own time. */
export const audienceExports = {
  'audience-exports.create': defineOperation(vendor, {
    title: 'Begin the export of an audience',
    description:
      'Lets Google list the users of an audience as of now. It takes minutes and tokens of the quota: ask audience-exports.get until it is active, then read it with audience-exports.query. An export of the last day may be there already: look at audience-exports.list first.',
    effect: 'write',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      audience: ResourceId('Number of the audience, as in its address in Google Analytics.'),
      dimensions: AudienceDimensions,
    }),
    output: AudienceExport,
    cost: costOf.core,
    examples: [
      {
        title: 'Devices of those who bought',
        input: { audience: '2', dimensions: ['deviceId'] },
        output: recorded('audience-exports.create'),
      },
    ],
    async run({ input, config, http }) {
      const property = propertyOf(input, config)
      const { body } = await http.post(pathOf(property), {
        json: {
          audience: audienceName(property, input.audience),
          dimensions: input.dimensions.map((dimensionName) => ({ dimensionName })),
        },
        response: WireOperation,
        about: { core: property },
      })
      return exportOf(body.response ?? { name: body.name })
    },
  }),
  'audience-exports.get': defineOperation(vendor, {
    title: 'Look at the export of an audience',
    description:
      'How far an export is: creating, active or failed. Ask every quarter of a minute, and less often later.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({ property: PropertyId, id: ResourceId('Number of the export.') }),
    output: AudienceExport,
    examples: [
      { title: 'One that is there', input: { id: '102' }, output: recorded('audience-exports.get') },
    ],
    async run({ input, config, http }) {
      const { body } = await http.get(pathOf(propertyOf(input, config), input.id), { response: WireExport })
      return exportOf(body)
    },
  }),
  'audience-exports.list': defineOperation(vendor, {
    title: 'List exports of audiences',
    description:
      'The exports of a property that Google still holds (three days), in the order in which Google gives them.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({ property: PropertyId, ...pageFields }),
    output: Type.Object({ items: Type.Array(AudienceExport) }),
    examples: [{ title: 'The latest', input: { pageSize: 2 }, output: recorded('audience-exports.list') }],
    async run({ input, config, http, report }) {
      const { body } = await http.get(pathOf(propertyOf(input, config)), {
        query: pageQuery(input),
        response: WireList,
      })
      report.next(body.nextPageToken === '' ? undefined : body.nextPageToken)
      return { items: (body.audienceExports ?? []).map(exportOf) }
    },
  }),
  'audience-exports.query': defineOperation(vendor, {
    title: 'Read the users of an export',
    description: 'The users of an export that is active, one a row, page by page.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      id: ResourceId('Number of the export.'),
      ...rowFields,
      cursor: Cursor,
    }),
    output: Type.Object({
      export: AudienceExport,
      rows: Type.Array(Type.Record(Type.String(), Type.String()), {
        description: 'By dimension. Ids are of persons or devices: treat them as personal data.',
      }),
      rowCount: Type.Integer({ minimum: 0, description: 'Users on all pages together.' }),
    }),
    examples: [
      {
        title: 'Two devices of those who bought',
        input: { id: '102', maxRows: 2 },
        output: recorded('audience-exports.query'),
      },
    ],
    async run({ input, config, http, report }) {
      const { maxRows = 1_000, cursor = '0' } = input
      const path = pathOf(propertyOf(input, config), input.id)
      const { body } = await http.post(`${path}:query`, {
        json: { offset: cursor, limit: String(maxRows) },
        response: WireRows,
        effect: 'read',
      })
      const wire = body.audienceExport ?? { name: path.slice('/v1beta/'.length) }
      const rows = rowsIn(body.audienceRows, namesIn(wire.dimensions))
      const rowCount = body.rowCount ?? 0
      const next = Number(cursor) + rows.length
      report.next(rows.length > 0 && next < rowCount ? String(next) : undefined)
      return { export: exportOf(wire), rows, rowCount }
    },
  }),
}
