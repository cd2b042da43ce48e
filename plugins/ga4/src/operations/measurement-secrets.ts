import { defineOperation, Type } from '@patchbay/contract'
import { listed, pageFields } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { id, text } from '../admin/field.ts'
import { betaPath, propertyField, thingId } from '../admin/places.ts'
import { record } from '../admin/record.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

// The value of a secret is no field of this, so it stops here although Google sends it along.
const MeasurementSecret = record({ id: id('Id of the secret.'), displayName: text('Its name.') })

const MeasurementSecrets = listed('measurementProtocolSecrets', MeasurementSecret)

export const list = defineOperation(vendor, {
  title: 'List secrets of the Measurement Protocol',
  description:
    'Which secrets of the Measurement Protocol a stream has, by id and name, without their values: a person finds those in the pages of Google Analytics. For reviews of who may send data.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({
    ...propertyField,
    stream: thingId('Id of the stream, as data-streams.list gives it.'),
    ...pageFields,
  }),
  output: MeasurementSecrets.output,
  cache: settingsCache,
  examples: [
    {
      title: 'Of a website',
      input: { property: '311111111', stream: '5000000001' },
      output: { items: [{ id: '5100000001', displayName: 'Till in the shop' }] },
    },
  ],
  run: (context) =>
    MeasurementSecrets.ask(context, {
      path: betaPath(context, 'dataStreams', context.input.stream, 'measurementProtocolSecrets'),
    }),
})
