import type { Resource } from '../call.ts'

const garden = 'properties/311111111'

const event = (
  id: string,
  changeTime: string,
  changes: readonly Resource[],
  more: Resource = {},
): Resource => ({
  id,
  changeTime,
  actorType: 'USER',
  userActorEmail: 'ada@fernhill.example',
  changes,
  ...more,
})

/** Newest first: a custom dimension, a secret that was made, and renamings in plenty. */
export function seedHistory(): Resource[] {
  const secret = {
    name: `${garden}/dataStreams/5000000001/measurementProtocolSecrets/5100000001`,
    displayName: 'Till in the shop',
    secretValue: 'emulated-measurement-value',
  }
  return [
    event('9300000003', '2026-11-10T09:00:00.000Z', [
      {
        resource: `${garden}/customDimensions/6000000001`,
        action: 'CREATED',
        resourceAfterChange: {},
      },
    ]),
    event('9300000002', '2026-11-09T09:00:00.000Z', [
      {
        resource: secret.name,
        action: 'CREATED',
        resourceAfterChange: { measurementProtocolSecret: secret },
      },
    ]),
    ...Array.from({ length: 58 }, (_, index) =>
      event(
        String(9_310_000_058 - index),
        new Date(Date.UTC(2026, 9, 30) - index * 86_400_000).toISOString(),
        [
          {
            resource: 'properties/322222222',
            action: 'UPDATED',
            resourceBeforeChange: {
              property: { name: 'properties/322222222', displayName: `Journal ${58 - index}` },
            },
            resourceAfterChange: {
              property: { name: 'properties/322222222', displayName: `Journal ${59 - index}` },
            },
          },
        ],
        index % 2 === 0 ? {} : { actorType: 'SUPPORT', userActorEmail: '' },
      ),
    ),
  ]
}
