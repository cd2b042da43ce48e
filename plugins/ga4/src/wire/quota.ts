import { Type, type Static } from '@patchbay/contract'

const Status = Type.Object({
  consumed: Type.Optional(Type.Integer()),
  remaining: Type.Optional(Type.Integer()),
})

/** What answers say of the quotas of a property. Zero is left out. */
export const WireQuota = Type.Object({
  tokensPerDay: Type.Optional(Status),
  tokensPerHour: Type.Optional(Status),
  concurrentRequests: Type.Optional(Status),
  serverErrorsPerProjectPerHour: Type.Optional(Status),
  potentiallyThresholdedRequestsPerHour: Type.Optional(Status),
  tokensPerProjectPerHour: Type.Optional(Status),
})

export type WireQuota = Static<typeof WireQuota>

const Level = (description: string) =>
  Type.Object({ consumed: Type.Integer(), remaining: Type.Integer() }, { description })

/** As operations tell it. */
export const Quota = Type.Object(
  {
    tokensPerDay: Level('Tokens of the property until midnight in California.'),
    tokensPerHour: Level('Tokens of the property within the hour.'),
    tokensPerProjectPerHour: Level(
      'Tokens of the property within the hour for the project of the credentials.',
    ),
    concurrentRequests: Level('Requests at once.'),
    serverErrorsPerProjectPerHour: Level('Failures of Google that are borne within the hour.'),
    potentiallyThresholdedRequestsPerHour: Level(
      'Requests within the hour that may withhold data for the sake of privacy.',
    ),
  },
  { description: 'What the call took from the quotas of the property, and what is left.' },
)

export type Quota = Static<typeof Quota>

const level = ({ consumed = 0, remaining = 0 }: Static<typeof Status> = {}) => ({ consumed, remaining })

export function quotaOf(quota: WireQuota | undefined): Quota | undefined {
  return quota === undefined ? undefined : levelsOf(quota)
}

/** What answers leave out is zero. */
export function levelsOf(quota: WireQuota): Quota {
  return {
    tokensPerDay: level(quota.tokensPerDay),
    tokensPerHour: level(quota.tokensPerHour),
    tokensPerProjectPerHour: level(quota.tokensPerProjectPerHour),
    concurrentRequests: level(quota.concurrentRequests),
    serverErrorsPerProjectPerHour: level(quota.serverErrorsPerProjectPerHour),
    potentiallyThresholdedRequestsPerHour: level(quota.potentiallyThresholdedRequestsPerHour),
  }
}
