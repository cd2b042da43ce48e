import { eventReaders } from './events.ts'
import { notSet, type Reader } from './cursor.ts'
import { timeReaders } from './time.ts'
import { visitorReaders } from './visitors.ts'

/** Dimensions that the owner of every seeded property has made. */
export const customDimensions = [
  {
    apiName: 'customEvent:plant_zone',
    uiName: 'Plant zone',
    description: 'Hardiness zone that the visitor has chosen.',
    category: 'Custom',
  },
  {
    apiName: 'customUser:member_tier',
    uiName: 'Member tier',
    description: 'Tier of the membership of the user.',
    category: 'Custom',
  },
] as const

const readers: Readonly<Record<string, Reader>> = {
  ...timeReaders,
  ...visitorReaders,
  ...eventReaders,
  'customEvent:plant_zone': ({ session }) => `zone ${4 + (session.place % 6)}`,
  'customUser:member_tier': ({ session }) => (session.user % 11 === 0 ? 'gold' : notSet),
}

/** Reads a dimension. What the seeded sites do not record is not set. */
export const readerOf = (name: string): Reader => readers[name] ?? (() => notSet)
