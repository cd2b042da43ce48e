import { Type } from '@patchbay/contract'

const text = (description: string) => Type.Optional(Type.String({ maxLength: 255, description }))

/** Where something is sent. */
export const Address = Type.Object(
  {
    firstName: text('First name.'),
    lastName: text('Last name.'),
    company: text('Company.'),
    address1: text('Street and number.'),
    address2: text('What else the address needs.'),
    zip: text('Postal code.'),
    city: text('City.'),
    provinceCode: text('Code of the state or province.'),
    countryCode: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166 code.' })),
    phone: text('Phone number.'),
  },
  { description: 'Where it is sent.' },
)
