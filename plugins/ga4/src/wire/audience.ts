import { Type, type Static } from '@patchbay/contract'

/** Input field: what to list of each user. */
export const AudienceDimensions = Type.Array(
  Type.Union([
    Type.Literal('deviceId'),
    Type.Literal('userId'),
    Type.Literal('isAdsPersonalizationAllowed'),
    Type.Literal('isLimitedAdTracking'),
  ]),
  {
    minItems: 1,
    maxItems: 4,
    uniqueItems: true,
    description:
      'What to list of each user: `deviceId` (client id or app instance), `userId` where the site sets one, `isAdsPersonalizationAllowed`, `isLimitedAdTracking`.',
  },
)

export const wireDimensionNames = Type.Optional(
  Type.Array(Type.Object({ dimensionName: Type.Optional(Type.String()) })),
)

export const WireAudienceRows = Type.Optional(
  Type.Array(
    Type.Object({
      dimensionValues: Type.Optional(Type.Array(Type.Object({ value: Type.Optional(Type.String()) }))),
    }),
  ),
)

export const namesIn = (dimensions: Static<typeof wireDimensionNames> | undefined): string[] =>
  (dimensions ?? []).map(({ dimensionName = '' }) => dimensionName)

export const rowsIn = (
  rows: Static<typeof WireAudienceRows> | undefined,
  names: readonly string[],
): Array<Record<string, string>> =>
  (rows ?? []).map(({ dimensionValues = [] }) =>
    Object.fromEntries(names.map((name, index) => [name, dimensionValues[index]?.value ?? ''])),
  )

export const audienceName = (property: string, audience: string): string =>
  `properties/${property}/audiences/${audience}`
