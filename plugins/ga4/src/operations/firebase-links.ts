import { defineOperation, Type } from '@patchbay/contract'
import { listed, pageFields } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { id, moment, text } from '../admin/field.ts'
import { betaPath, propertyField } from '../admin/places.ts'
import { record } from '../admin/record.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const FirebaseLink = record({
  id: id('Id of the link within its property.'),
  project: text('Project at Firebase, as `projects/` and its number.'),
  createTime: moment('When it was made.'),
})

const FirebaseLinks = listed('firebaseLinks', FirebaseLink)

export const list = defineOperation(vendor, {
  title: 'List Firebase links',
  description: 'The Firebase project that a property is linked with, if there is one: it can have one alone.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ ...propertyField, ...pageFields }),
  output: FirebaseLinks.output,
  cache: settingsCache,
  examples: [
    {
      title: 'That of a property',
      input: { property: '311111111' },
      output: {
        items: [
          { id: '8100000001', project: 'projects/480211305577', createTime: '2022-06-02T12:00:00.000Z' },
        ],
      },
    },
  ],
  run: (context) => FirebaseLinks.ask(context, { path: betaPath(context, 'firebaseLinks') }),
})
