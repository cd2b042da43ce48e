import { randomFrom } from '../random.ts'
import { gidOf, iso, money, type Row } from '../state.ts'

const firstNames = [
  'Ada',
  'Björn',
  'Clara',
  'Dmitri',
  'Elif',
  'Femi',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
] as const
const lastNames = ['Acker', "O'Brien", 'Castillo', 'Dahl', 'Eriksen', 'Fontaine', 'Grün', 'Hartmann'] as const
const places = [
  { city: 'Berlin', zip: '10115', country: 'Germany', countryCodeV2: 'DE' },
  { city: 'Hamburg', zip: '20095', country: 'Germany', countryCodeV2: 'DE' },
  { city: 'Wien', zip: '1010', country: 'Austria', countryCodeV2: 'AT' },
  { city: 'Oslo', zip: '0150', country: 'Norway', countryCodeV2: 'NO' },
  { city: 'Lyon', zip: '69001', country: 'France', countryCodeV2: 'FR' },
] as const
const states = ['ENABLED', 'DISABLED', 'DISABLED', 'INVITED'] as const
const marketing = ['SUBSCRIBED', 'NOT_SUBSCRIBED', 'UNSUBSCRIBED'] as const

const day = 86_400_000

/** 80 customers: every first name with every last name. Their orders are added by the orders. */
export function seedCustomers(): Row[] {
  const random = randomFrom(80)
  return lastNames.flatMap((lastName, row) =>
    firstNames.map((firstName, column): Row => {
      const index = row * firstNames.length + column
      const name = `${firstName} ${lastName}`
      const email = `${asciiOf(firstName)}.${asciiOf(lastName)}@example.com`
      const createdAt = Date.UTC(2026, 0, 10, 9) + index * 1.5 * day
      const phone = random.integer(3) === 0 ? null : `+4930${String(5_550_000 + index)}`
      const state = random.pick(states)
      const marketingState = random.pick(marketing)
      const address = {
        __typename: 'MailingAddress',
        id: `${gidOf('MailingAddress', 7_300_000_001_001 + index)}?model_name=CustomerAddress`,
        name,
        firstName,
        lastName,
        address1: `Lindenweg ${1 + random.integer(80)}`,
        phone,
        ...random.pick(places),
      }
      return {
        __typename: 'Customer',
        id: gidOf('Customer', 6_900_000_001_001 + index),
        displayName: name,
        firstName,
        lastName,
        email,
        phone,
        defaultEmailAddress: { emailAddress: email, marketingState, validFormat: true },
        defaultPhoneNumber: phone === null ? null : { phoneNumber: phone },
        acceptsMarketing: marketingState === 'SUBSCRIBED',
        locale: 'en',
        state,
        verifiedEmail: state === 'ENABLED',
        taxExempt: false,
        tags: index % 9 === 0 ? ['vip'] : [],
        note: index % 20 === 0 ? 'Prefers a call before delivery.' : null,
        createdAt: iso(createdAt),
        updatedAt: iso(createdAt + random.integer(200) * day),
        defaultAddress: address,
        addresses: [address],
        addressesV2: [address],
        orders: [],
        numberOfOrders: '0',
        amountSpent: money(0),
        lastOrder: null,
      }
    }),
  )
}

function asciiOf(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase()
}
